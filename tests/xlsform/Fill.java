// Fills in forms as ODK Collect does, with JavaRosa: every question that is asked, in order, and then what is sent.
//
// In a folder of forms (a.xml) each folder of the same name (a/) holds units: 1.answers, with a line `path<tab>answer`
// for each answer. What is sent becomes 1.xml beside it. Says which answers a form refuses, and ends with 1 then.

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Fill {
    private static boolean refused = false;

    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        int units = 0;
        for (Path form : listed(Path.of(arguments[0]), ".xml")) {
            Path folder = Path.of(form.toString().replaceAll("\\.xml$", ""));
            if (!Files.isDirectory(folder)) {
                continue;
            }
            for (Path answers : listed(folder, ".answers")) {
                byte[] sent = filled(form, answers);
                Files.write(Path.of(answers.toString().replaceAll("answers$", "xml")), sent);
                units++;
            }
        }
        System.out.println(units + " units");
        System.exit(refused ? 1 : 0);
    }

    private static List<Path> listed(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static byte[] filled(Path form, Path file) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 2);
            answers.put(parts[0], parts[1]);
        }
        FormDef definition;
        try (InputStream stream = Files.newInputStream(form)) {
            definition = XFormUtils.getFormFromInputStream(stream);
        }
        definition.initialize(true, new InstanceInitializationFactory());
        FormEntryModel model = new FormEntryModel(definition);
        FormEntryController controller = new FormEntryController(model);
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event = controller.getModel().getEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            event = controller.stepToNextEvent();
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                String row = path(model.getFormIndex().getReference()) + "/";
                if (answers.keySet().stream().anyMatch(path -> path.startsWith(row))) {
                    controller.newRepeat();
                }
            } else if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt prompt = model.getQuestionPrompt();
                String path = path(model.getFormIndex().getReference());
                String text = answers.get(path);
                if (text != null) {
                    IAnswerData answer = answer(prompt, text);
                    int status = answer == null ? -1 : controller.answerQuestion(model.getFormIndex(), answer, true);
                    if (status != FormEntryController.ANSWER_OK) {
                        refused = true;
                        System.out.println(file + ": " + path + " refuses " + text + " (" + status + ")");
                    }
                }
            }
        }
        definition.postProcessInstance();
        return new XFormSerializingVisitor().serializeInstance(definition.getInstance());
    }

    /** The repeats that a question is in, each with the number of its row, and the question. */
    private static String path(TreeReference reference) {
        StringBuilder path = new StringBuilder();
        for (int level = 0; level < reference.size(); level++) {
            String name = reference.getName(level);
            boolean last = level == reference.size() - 1;
            if (name.startsWith("r_") && name.length() == 10) {
                path.append(path.length() == 0 ? "" : "/").append(name);
                path.append("[").append(reference.getMultiplicity(level) + 1).append("]");
            } else if (last) {
                path.append(path.length() == 0 ? "" : "/").append(name);
            }
        }
        return path.toString();
    }

    private static IAnswerData answer(FormEntryPrompt prompt, String text) {
        if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) {
            for (SelectChoice choice : prompt.getSelectChoices()) {
                if (choice.getValue().equals(text)) {
                    return new SelectOneData(choice.selection());
                }
            }
            return null;
        }
        return AnswerDataFactory.templateByDataType(prompt.getDataType()).cast(new UncastData(text));
    }
}
