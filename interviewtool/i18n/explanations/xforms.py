"""Sentences of `interviewtool.xforms`."""

from __future__ import annotations

from interviewtool.i18n import N_

_LOOK = N_("Look at the {attribute} of “{question}”, character {at}: {expression}")
_FIX = N_("Correct the {attribute} of “{question}” and read the file again.")

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "xforms.media_too_large": (
        N_("The pictures and other files beside this questionnaire are larger than {most} MB together."),
        N_("Make the pictures smaller: a width of 800 pixels is enough on the screen."),
    ),
    "xforms.media_not_read": (
        N_("The files beside this questionnaire could not be read."),
        N_("Look whether the folder and every file in it may be read."),
    ),
    "xforms.not_xml": (N_("The XForm is no well-formed XML."), N_("Convert the workbook anew, or get the file again.")),
    "xforms.doctype": (
        N_("The XForm begins with a document type, which is refused for safety."),
        N_("Take the DOCTYPE line out of the file."),
    ),
    "xforms.not_xform": (
        N_("The XML is no XForm: it lacks a model with an instance, or a body."),
        N_("Choose the XForm that the conversion of a workbook gave."),
    ),
    "xforms.bind_without_node": (
        N_("A bind names “{path}”, which the form does not have."),
        N_("Correct the nodeset of the bind, or take the bind away."),
    ),
    "xforms.control_without_node": (
        N_("A question refers to “{path}”, which the form does not have."),
        N_("Correct the reference of the question."),
    ),
    "xforms.action_without_node": (
        N_("A setvalue names “{path}”, which the form does not have."),
        N_("Correct the reference of the action."),
    ),
    "xforms.cycle": (
        N_("These questions wait for one another in a circle: {questions}."),
        N_("Change one of the calculations or relevances so that it does not need the others."),
    ),
    "xforms.syntax_unexpected": (N_("In the {attribute} of “{question}”, “{found}” is out of place."), _LOOK),
    "xforms.syntax_elsewhere": (
        N_("In the {attribute} of “{question}”, “{found}” has no meaning; it is written: {instead}"),
        _LOOK,
    ),
    "xforms.syntax_unexpected_end": (N_("The {attribute} of “{question}” breaks off."), _LOOK),
    "xforms.syntax_unclosed": (N_("In the {attribute} of “{question}”, “{found}” is missing."), _LOOK),
    "xforms.syntax_unclosed_string": (N_("In the {attribute} of “{question}”, a quotation mark is missing."), _LOOK),
    "xforms.syntax_bad_character": (
        N_("In the {attribute} of “{question}”, the character {found} has no meaning."),
        _LOOK,
    ),
    "xforms.syntax_unknown_axis": (N_("In the {attribute} of “{question}”, there is no axis “{found}”."), _LOOK),
    "xforms.syntax_too_deep": (
        N_("The {attribute} of “{question}” is nested more than {found} levels deep."),
        N_("Divide it into several calculations."),
    ),
    "xforms.syntax_too_long": (
        N_("The {attribute} of “{question}” is too long to be worked out in one piece."),
        N_("Divide it into several calculations."),
    ),
    "xforms.unknown_function": (N_("The {attribute} of “{question}” calls “{found}”, which is no function."), _LOOK),
    "xforms.wrong_arguments": (
        N_("The {attribute} of “{question}” gives “{found}” the wrong number of arguments."),
        _LOOK,
    ),
    "xforms.not_a_nodeset": (
        N_("In the {attribute} of “{question}”, “{found}” needs a reference to questions, not a value."),
        _LOOK,
    ),
    "xforms.unknown_instance": (
        N_("The {attribute} of “{question}” looks into a list “{found}” that is not there."),
        _FIX,
    ),
    "xforms.instance_argument": (N_("In the {attribute} of “{question}”, instance() needs a name in quotes."), _LOOK),
    "xforms.choice_name_argument": (
        N_("In the {attribute} of “{question}”, jr:choice-name() needs a question of the form in quotes."),
        _LOOK,
    ),
    "xforms.unsupported_filter": (N_("The {attribute} of “{question}” filters what is no path."), _FIX),
    "xforms.unsupported_path": (N_("The {attribute} of “{question}” has a path that cannot be followed."), _FIX),
    "xforms.unsupported_axis": (N_("The {attribute} of “{question}” uses the axis “{found}”, as no form does."), _FIX),
    "xforms.unknown_reference": (
        N_("The questionnaire has no “{reference}” there."),
        N_("Open the interview under the version of the questionnaire it was begun with."),
    ),
    "xforms.not_an_instance": (
        N_("The file does not hold answers to the questionnaire “{form}”."),
        N_("Open it with the questionnaire it was made with."),
    ),
    "xforms.readonly": (
        N_("“{reference}” is filled in by the questionnaire itself."),
        N_("Change what it is derived from."),
    ),
    "xforms.fixed_repeat": (
        N_("The questionnaire fixes how many “{reference}” there are."),
        N_("Change the answer their number comes from."),
    ),
    "xforms.date_against_text": (
        N_("The {attribute} of “{question}” compares with the text of a date by < or >, which is never true."),
        N_("Write date('2022-02-24') instead of '2022-02-24', on both sides."),
    ),
    "xforms.text_ordered": (
        N_("The {attribute} of “{question}” compares with “{text}” by < or >, which is never true: it is no number."),
        N_("Write a number, or compare with = or !=."),
    ),
    "xforms.date_unquoted": (
        N_("In the {attribute} of “{question}”, {date} is a subtraction: it has no quotation marks."),
        N_("Write date('{date}')."),
    ),
    "xforms.default_unfit": (
        N_("“{question}” is to begin with “{value}”, which its type does not take: it begins empty."),
        N_("Write a whole number for integer, 2.5 for decimal, 2022-02-24 for date, as text and not as a date’s cell."),
    ),
    "xforms.calculates_itself": (
        N_("“{question}” is calculated from itself."),
        N_("ODK Collect does not open such a questionnaire. Take it out of its own calculation, or use once()."),
    ),
    "xforms.bad_pattern": (
        N_("The {attribute} of “{question}” compares with a pattern that nothing can match: {pattern}"),
        N_("Correct the pattern inside regex()."),
    ),
    "xforms.control_without_reference": (
        N_("A question of the XForm has no ref, so nothing could hold its answer: it is left out."),
        N_("Give it the path of a node as its ref. ODK Collect does not open such a questionnaire."),
    ),
    "xforms.event_unknown": (
        N_("The setvalue for “{question}” waits for the event “{event}”, which never comes."),
        N_("Events are odk-instance-first-load, odk-instance-load, odk-new-repeat and xforms-value-changed."),
    ),
    "xforms.action_in_group": (
        N_("An action directly inside a group never happens."),
        N_("Set it inside a question or a repeat, or at the beginning of the form."),
    ),
    "xforms.missing_translation": (
        N_("The label of “{question}” is missing in {languages}."),
        N_("Write it, or leave it: another language stands in."),
    ),
    "xforms.missing_translations": (
        N_("Questions without a label in {languages}: {count}, the first is “{question}”."),
        N_("Write them, or leave them: another language stands in."),
    ),
    "xforms.unknown_language": (
        N_("The questionnaire has no language “{language}”."),
        N_("Choose one of its own languages."),
    ),
    "xforms.list_unreadable": (
        N_("The list in this file cannot be read: it is damaged, or not what its name says."),
        N_("Save it anew as .xml, .geojson or .csv, put it in the folder beside the questionnaire, and check again."),
    ),
    "xforms.list_empty": (
        N_("“{question}” chooses from the file {file}, which has no rows."),
        N_("Nothing is offered then. Put the rows in, with the names of the columns above them."),
    ),
    "xforms.list_columns": (
        N_("“{question}” takes its choices from the columns {columns}, which {file} does not have. It has: {has}"),
        N_("Name the columns name and label in the file, or say under parameters: value=… label=…"),
    ),
    "xforms.list_lacks": (
        N_("The {attribute} of “{question}” asks for the column “{column}” of the list “{list}”, which has none."),
        N_("It is always empty then. Correct the name. The list has: {has}"),
    ),
    "xforms.list_letters": (
        N_("The letters in {file} cannot all be read: they are not written in UTF-8."),
        N_("Open it in a spreadsheet program and save it as “CSV UTF-8”."),
    ),
    "xforms.no_question": (
        N_("The questionnaire asks nothing."),
        N_("Add a question to the sheet survey: a row with a type, a name and a label."),
    ),
    "xforms.no_repeat": (
        N_("In the {attribute} of “{question}”, indexed-repeat() looks into “{name}”, which is no repeat."),
        N_("Name the repeat itself: the name that stands beside begin_repeat."),
    ),
    "xforms.leads_nowhere": (
        N_("The {attribute} of “{question}” names “{name}”, which is not in the questionnaire: it is always empty."),
        N_("Set a word in quotation marks: 'word'. A question is named as ${{question}}."),
    ),
    "xforms.one_of_several": (
        N_("The {attribute} of “{question}” takes one answer of “{name}”, of which a repeat may have several."),
        N_("Use indexed-repeat(), sum(), join() or the like. Here the first one counts; ODK Collect stops."),
    ),
    "xforms.filter_column": (
        N_("The choices of “{question}” are filtered by “{column}”, and the list “{list}” has no such column."),
        N_("Nothing is offered then. Correct the name, or add the column to the list."),
    ),
}
