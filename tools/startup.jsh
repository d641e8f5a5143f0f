import java.nio.file.Files
import java.nio.file.Path
import java.util.*
import java.util.stream.*
import org.thgcl.autodiff.*
import org.thgcl.data.*
import org.thgcl.equation.*
import org.thgcl.golden.GoldenReader
import org.thgcl.graph.*
import org.thgcl.lesson.*
import org.thgcl.model.*
import org.thgcl.optimise.*
import org.thgcl.tensor.*
import org.thgcl.thgn.*
import org.thgcl.training.*

/** The folder of the program. */
Path root = Path.of(System.getProperty("thgcl.root"))

void println(Object text) { System.out.println(text); }

/** Prints number n of tools/tour.jsh, 1 to 10: what it is about and its lines. */
void show(int n) throws java.io.IOException {
    if (n < 1 || n > 10) println("There is no number " + n + ": the first is 1, the last is 10.");
    boolean on = false;
    for (String line : Files.readAllLines(root.resolve("tools/tour.jsh"))) {
        boolean title = line.startsWith("// ");
        on = title ? line.startsWith("// " + n + ". ") : on;
        if (on && !line.isBlank() && !line.startsWith("show(")) {
            println(title ? "\n" + line.substring(3) : "  jshell> " + line);
        }
    }
}
