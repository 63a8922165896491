import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathConditional;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

/** The reference engine behind a pipe: one JSON command a line, one JSON answer a line. */
public class Walker {
    static final ObjectMapper JSON = new ObjectMapper();
    FormDef def;
    FormEntryModel model;
    FormEntryController controller;
    final Set<String> repeats = new HashSet<>();

    static class Properties implements IPropertyManager {
        public List<String> getProperty(String n) { return java.util.Collections.emptyList(); }
        public void setProperty(String n, String v) { }
        public void setProperty(String n, List<String> v) { }
        public String getSingularProperty(String n) { return ""; }
        public void addRules(IPropertyRules r) { }
        public List<IPropertyRules> getRules() { return java.util.Collections.emptyList(); }
    }

    void load(byte[] xml) throws Exception {
        def = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        def.initialize(true, new InstanceInitializationFactory());
        model = new FormEntryModel(def);
        controller = new FormEntryController(model);
        repeats.clear();
        findRepeats(def);
    }

    void findRepeats(IFormElement element) {
        if (element.getChildren() == null) return;
        for (IFormElement child : element.getChildren()) {
            if (child instanceof GroupDef && ((GroupDef) child).getRepeat())
                repeats.add(((TreeReference) child.getBind().getReference()).toString(false));
            findRepeats(child);
        }
    }

    String key(TreeReference ref) {
        StringBuilder plain = new StringBuilder(), out = new StringBuilder();
        for (int i = 0; i < ref.size(); i++) {
            if (ref.getMultiplicity(i) == TreeReference.INDEX_ATTRIBUTE) { out.append("/@").append(ref.getName(i)); continue; }
            plain.append('/').append(ref.getName(i));
            out.append('/').append(ref.getName(i));
            if (repeats.contains(plain.toString())) out.append('[').append(Math.max(0, ref.getMultiplicity(i)) + 1).append(']');
        }
        return out.toString();
    }

    static String bare(String key) { return key.replaceAll("\\[\\d+\\]$", ""); }

    FormIndex find(String key, boolean prompt) {
        FormIndex i = model.incrementIndex(FormIndex.createBeginningOfFormIndex());
        while (!i.isEndOfFormIndex()) {
            int event = model.getEvent(i);
            if (prompt ? event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && bare(key(i.getReference())).equals(key)
                       : (event == FormEntryController.EVENT_QUESTION || event == FormEntryController.EVENT_REPEAT)
                         && key(i.getReference()).equals(key)) return i;
            i = model.incrementIndex(i);
        }
        return null;
    }

    IAnswerData cast(FormIndex i, String value) {
        if (value.isEmpty()) return null;
        FormEntryPrompt p = model.getQuestionPrompt(i);
        return AnswerDataFactory.template(p.getControlType(), p.getDataType()).cast(new UncastData(value));
    }

    void dump(TreeElement element, ObjectNode into) {
        if (element.getMultiplicity() == TreeReference.INDEX_TEMPLATE) return;
        Object raw = "";
        if (element.getNumChildren() == 0 && element.getValue() != null)
            raw = new XFormAnswerDataSerializer().serializeAnswerData(element.getValue(), element.getDataType());
        into.putArray(key(element.getRef())).add(raw instanceof String ? (String) raw : String.valueOf(raw))
            .add(element.isRelevant()).add(element.isRequired()).add(element.isEnabled());
        for (int k = 0; k < element.getNumChildren(); k++) dump(element.getChildAt(k), into);
    }

    ObjectNode run(JsonNode command) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        switch (command.get("do").asText()) {
            case "load":
                load(Files.readAllBytes(Paths.get(command.get("path").asText())));
                break;
            case "set": {
                FormIndex i = find(command.get("path").asText(), false);
                if (i == null) throw new IllegalStateException("no question");
                IAnswerData data = cast(i, command.get("value").asText());
                int result = controller.answerQuestion(i, data, true);
                if (result != FormEntryController.ANSWER_OK) controller.saveAnswer(i, data, true);
                answer.put("ok", result == FormEntryController.ANSWER_OK);
                break;
            }
            case "add": {
                FormIndex i = find(command.get("path").asText(), true);
                if (i == null) throw new IllegalStateException("no series");
                controller.newRepeat(i);
                break;
            }
            case "delete": {
                FormIndex i = find(command.get("path").asText(), false);
                if (i == null) throw new IllegalStateException("no instance");
                controller.deleteRepeat(i);
                break;
            }
            case "dump":
                controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
                while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) { }  // jr:count acts where one walks past
                dump(def.getMainInstance().getRoot(), answer.putObject("nodes"));
                break;
            case "choices": {
                FormEntryPrompt p = model.getQuestionPrompt(find(command.get("path").asText(), false));
                com.fasterxml.jackson.databind.node.ArrayNode out = answer.putArray("choices");
                for (SelectChoice c : p.getSelectChoices()) out.addArray().add(c.getValue()).add(p.getSelectChoiceText(c));
                break;
            }
            case "label": {
                FormEntryPrompt p = model.getQuestionPrompt(find(command.get("path").asText(), false));
                answer.put("label", p.getLongText()).put("hint", p.getHelpText());
                break;
            }
            case "language": controller.setLanguage(command.get("value").asText()); break;
            case "evaluate": {
                TreeReference ref = command.has("path") ? find(command.get("path").asText(), false).getReference() : TreeReference.rootRef();
                EvaluationContext ec = new EvaluationContext(def.getEvaluationContext(), ref);
                Object value = XPathParseTool.parseXPath(command.get("text").asText()).eval(def.getMainInstance(), ec);
                Object one = XPathFuncExpr.unpack(value);
                answer.put("kind", one.getClass().getSimpleName()).put("text", XPathFuncExpr.toString(one));
                break;
            }
            case "refresh":
                def.initialize(false, new InstanceInitializationFactory());
                break;
            case "xml":
                answer.put("xml", new String(new XFormSerializingVisitor().serializeInstance(def.getMainInstance()), StandardCharsets.UTF_8));
                break;
            default: throw new IllegalArgumentException("command");
        }
        return answer;
    }

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(arguments.length > 0 ? arguments[0] : "Europe/Kyiv"));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new Properties());
        Walker walker = new Walker();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            ObjectNode answer;
            try {
                answer = walker.run(JSON.readTree(line));
            } catch (Throwable problem) {
                answer = JSON.createObjectNode().put("error", problem.getClass().getSimpleName() + ": " + problem.getMessage());
            }
            out.println(JSON.writeValueAsString(answer));
        }
    }
}
