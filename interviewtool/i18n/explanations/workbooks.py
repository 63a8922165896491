"""Sentences of `interviewtool.xforms.workbooks`."""

from __future__ import annotations

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "xforms.unreadable_file": (
        N_("The questionnaire’s file cannot be read."),
        N_("Check that the file is there and that you may read it."),
    ),
    "xforms.unknown_file": (
        N_("This is not a kind of file questionnaires come in."),
        N_("Choose a workbook (.xlsx, .xls, .csv), a markdown form (.md) or an XForm (.xml)."),
    ),
    "xforms.spreadsheet_kind": (
        N_("Questionnaires are not read from this kind of spreadsheet file."),
        N_("Open it in the program it was made with, and save it as an Excel workbook (.xlsx)."),
    ),
    "xforms.workbook_locked": (
        N_("The workbook is locked by a password."),
        N_("Open it in a spreadsheet program, save it without a password, and read it again."),
    ),
    "xforms.workbook_too_large": (
        N_("The workbook holds more than {most} MB once it is unpacked."),
        N_("Take out of it what is no part of the questionnaire. Save long lists as .csv files of their own."),
    ),
    "xforms.not_a_workbook": (
        N_("The file cannot be read as a questionnaire workbook."),
        N_("Open it in a spreadsheet program and save it as .xlsx, with a sheet named survey."),
    ),
    "xforms.conversion": (
        N_("The workbook has a mistake: {message}"),
        N_("Correct the cell and read the file again."),
    ),
    "xforms.conversion_stopped": (
        N_("The workbook can be read, but not turned into a questionnaire: something in it is not expected."),
        N_("Take half of the rows out of a copy and check it; so look for the row at which it stops."),
    ),
    "xforms.several_from_repeat": (
        N_("“{question}” lets several answers from a repeat be chosen; the conversion can only do it with one."),
        N_("Make it select_one, or ask yes or no in each instance of the repeat."),
    ),
    "xforms.survey_missing": (
        N_("The workbook has no sheet named survey."),
        N_("Give the sheet with the questions this name, in small letters and without a space."),
    ),
    "xforms.survey_without_head": (
        N_("The first row of the sheet survey does not name its columns."),
        N_("Write type, name and label into the first row, without an empty row or a title above them."),
    ),
    "xforms.column_missing": (
        N_("The first row of the sheet lacks columns that are needed: {columns}"),
        N_("The first row names the columns. Add them there, without a title or an empty row above."),
    ),
    "xforms.column_repeated": (
        N_("Two columns of one sheet are named “{column}”."),
        N_("Rename one of them, or take it out. A text in another language is named label::Language (code)."),
    ),
    "xforms.column_twice": (
        N_("The columns “{other}” and “{column}” are two names for the same."),
        N_("Put what stands in both into one of them, and take the other out."),
    ),
    "xforms.question_without_type": (
        N_("A question has no type."),
        N_("Write one into the column type, such as text, integer, date, select_one LIST or note."),
    ),
    "xforms.list_unnamed": (
        N_("“{type}” does not say which list is chosen from."),
        N_("Write the list’s name behind it, as it stands under list_name on the sheet choices: select_one LIST."),
    ),
    "xforms.list_file_kind": (
        N_("The file in “{type}” is not named as a list that can be read."),
        N_("Give its whole name, with .csv, .xml or .geojson in small letters. Save a workbook as CSV (UTF-8) first."),
    ),
    "xforms.name_ambiguous": (
        N_("More than one question is named “{name}”, so nobody can say which one is meant."),
        N_("Give each its own name, also where they stand in different groups."),
    ),
    "xforms.name_reserved": (
        N_("The name “{name}” is kept for the questionnaire itself."),
        N_("Give it another name."),
    ),
    "xforms.trigger_missing": (
        N_("This type of question needs a trigger."),
        N_("Name in the column trigger the question that sets it off, as ${{name}}."),
    ),
    "xforms.reference_comma": (
        N_("Between two questions in one cell a comma is missing."),
        N_("Write ${{first}}, ${{second}}."),
    ),
    "xforms.big_image_alone": (
        N_("A question has a big-image, but no image."),
        N_("Name the small picture, too, in the column image."),
    ),
    "xforms.name_repeated": (
        N_("The name “{name}” stands twice in the same group."),
        N_("Give one of the two another name: answers are kept by name."),
    ),
    "xforms.name_characters": (
        N_("This is no name for a question, a group or a list."),
        N_("Use Latin letters, digits, “_”, “-” and “.”, and begin with a letter; a name has no spaces."),
    ),
    "xforms.choice_without_name": (
        N_("A choice has no name."),
        N_("Write one in the column name: it is what is stored when the choice is made."),
    ),
    "xforms.choice_repeated": (
        N_("A choice has the name of another one in its list."),
        N_("Give it another name. If it is meant, write “yes” under allow_choice_duplicates on the sheet settings."),
    ),
    "xforms.choice_with_space": (
        N_("The name of the choice “{name}” in the list “{list}” has a space, and several of the list can be chosen."),
        N_("Write “_” for the space: several answers are stored with spaces between them."),
    ),
    "xforms.question_without_name": (
        N_("A question or group has no name."),
        N_("Write one in the column name, in Latin letters and without spaces."),
    ),
    "xforms.question_without_label": (
        N_("“{name}” has neither a label nor a hint, so nobody can be asked."),
        N_("Write a label, or make it a calculate or hidden if nobody is to see it."),
    ),
    "xforms.calculation_missing": (
        N_("A question of the type calculate calculates nothing."),
        N_("Write an expression in the column calculation, or take the row out."),
    ),
    "xforms.begin_without_end": (
        N_("begin_{kind} “{name}” has no end_{kind}."),
        N_("Add a row end_{kind} after the last question that belongs to it."),
    ),
    "xforms.end_without_begin": (
        N_("This end_{kind} closes nothing that is open."),
        N_("Take it out, or look whether a begin_{kind} is missing or groups and repeats overlap."),
    ),
    "xforms.type_unknown": (
        N_("There is no question type “{type}”."),
        N_("Nearest to it: {near}. See the table in docs/questionnaires.md."),
    ),
    "xforms.reference_malformed": (
        N_("A reference to a question is not written as one."),
        N_("Write ${{name}}: a dollar sign, then the name of a question in braces."),
    ),
    "xforms.sheet_unread": (
        N_("No one reads this sheet."),
        N_("If it is meant to be “{near}”, name it so: in small letters, without a space before or behind."),
    ),
    "xforms.unknown_column": (
        N_("No one reads the column “{column}”."),
        N_("If its name is a slip, correct it (the nearest known one is “{near}”). A column of notes may stay."),
    ),
    "xforms.own_column_unknown": (
        N_("The column “{column}” means nothing to the program."),
        N_("Correct its name (the nearest known one is “{near}”), or what stands in it has no effect."),
    ),
    "xforms.own_value_unknown": (
        N_("“{value}” means nothing in this column: it is as if the cell were empty."),
        N_("Write one of: {allowed}."),
    ),
    "xforms.column_unread": (
        N_("No one reads the column “{column}”."),
        N_("A column of notes may stay. If it is to do something, look up how it is called."),
    ),
    "xforms.chosen_elsewhere": (
        N_("“{question}” is to choose among “{name}”, which is no question inside a repeat."),
        N_("Name a question inside a repeat: what was answered to it becomes the choices."),
    ),
    "xforms.choices_untranslated": (
        N_("Choices of the list “{list}” without a text in {language}: {count}, the first is “{first}”."),
        N_("Write it, or leave it: another language stands in."),
    ),
    "xforms.default_not_offered": (
        N_("“{question}” is to begin with “{value}”, which is none of its choices."),
        N_("Write what stands in the column name of the choice, for example: {near}."),
    ),
    "xforms.reference_unread": (
        N_("“{written}” is only text here."),
        N_("To show the answer, write ${{{name}}}: a dollar sign, then the name in braces."),
    ),
    "xforms.default_language_unknown": (
        N_("The default language “{language}” is none of the questionnaire’s."),
        N_("Write it as it stands behind label:: on the sheet survey. There are: {languages}"),
    ),
    "xforms.language_unnamed": (
        N_("The texts of the column “{column}” are in no named language, and others are."),
        N_("Name it label::Language (code), or write its language under default_language on the sheet settings."),
    ),
    "xforms.choices_without_label": (
        N_("Choices of the list “{list}” without a label: {count}, the first is “{first}”."),
        N_("Write one: nobody could read what they choose, and ODK Collect may not open the questionnaire."),
    ),
    "xforms.choice_without_list": (
        N_("The choice “{name}” belongs to no list and is passed over."),
        N_("Write the list’s name into the column list_name, in every row."),
    ),
    "xforms.namespace_missing": (
        N_("The column “{column}” is used, but the settings do not say what “{prefix}” means there."),
        N_("Add to the sheet settings the column namespaces, with this in it: {text}"),
    ),
    "xforms.choice_list_missing": (
        N_("There is no choice list “{list}”."),
        N_("Add it to the sheet choices, or correct its name in the column type."),
    ),
    "xforms.question_unknown": (
        N_("The questionnaire has no question “{question}”."),
        N_("Correct what stands inside the braces, or add the question."),
    ),
    "xforms.wording_long": (
        N_("“{text}…” has {count} words in one sentence; more than {most} are hard to take in."),
        N_("Say it in shorter sentences, or leave out what does not help to answer."),
    ),
    "xforms.kept_plain": (
        N_("The questionnaire has “{name}”, which a desktop does not do."),
        N_("It is kept; its question is a plain field or stays empty. The table in docs/questionnaires.md says more."),
    ),
    "xforms.list_not_inside": (
        N_("A list comes from a file that is not inside: {name}"),
        N_("Put it into the folder {folder} beside the questionnaire, and read the questionnaire again."),
    ),
    "xforms.never_chosen": (
        N_("“{value}” is no choice of “{question}”: what is compared with it is never so."),
        N_("Correct it. Its choices are called, for example: {near}."),
    ),
    "xforms.parameters_wrong": (
        N_("The parameters of this question are not what its type takes: {message}"),
        N_(
            "Write name=value, with a space between two of them. A range takes start, end and step as numbers; "
            "max-pixels and rows take a whole number, randomize true or false, quality normal or low."
        ),
    ),
    "xforms.entity_wrong": (
        N_("What the workbook says of entities does not fit together: {message}"),
        N_("Look at the sheet entities and the column save_to: a list is named once, save_to names a property of it."),
    ),
}
