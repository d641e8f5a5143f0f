package org.thgcl.page;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.file.Resource;

/// A Java source of the program, and the methods in it.
///
/// Methods are found by the way in which the sources are formatted: a declaration opens a line, and its body
/// ends with a brace that is as far from the left as the declaration.
///
/// @param lines of the file
public record SourceText(List<String> lines) {
    private static final String COMMENT = "//";
    private static final List<String> MODIFIERS = List.of("public ", "protected ", "private ", "static ", "final ");
    private static final int MEMBER = 4;

    public SourceText {
        lines = List.copyOf(lines);
    }

    /// The source of a class, which the build has put beside the classes.
    ///
    /// @throws IllegalStateException if the build has not
    public static SourceText of(Class<?> type) {
        return of(Resource.text("source/" + type.getName().replace('.', '/') + ".java"));
    }

    /// A source.
    public static SourceText of(String text) {
        return new SourceText(List.of(text.split("\n"))); // String.lines() is not there in a browser
    }

    /// A method, or a constructor.
    ///
    /// @param name its name
    /// @param line where the declaration is, from 1
    /// @param comment the lines of its documentation, as they are
    /// @param code the lines from the declaration to the end of the body, as they are
    public record Method(String name, int line, List<String> comment, List<String> code) {
        public Method {
            comment = List.copyOf(comment);
            code = List.copyOf(code);
        }

        /// Comment and code as if they began at the left.
        public String text() {
            int margin = indent(code.getFirst());
            StringBuilder text = new StringBuilder();
            for (List<String> part : List.of(comment, code)) {
                part.forEach(line -> text.append(line.substring(Math.min(margin, line.length())))
                        .append('\n'));
            }
            return text.toString();
        }

        /// The comments in the body, each line without its slashes.
        public List<String> remarks() {
            return code.stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(COMMENT))
                    .map(line -> line.substring(COMMENT.length()).strip())
                    .toList();
        }
    }

    /// The methods in the order of the file, those of nested classes, too.
    public List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            String name = declared(lines.get(k));
            if (!name.isEmpty()) {
                methods.add(new Method(name, k + 1, comment(k), lines.subList(k, end(k) + 1)));
            }
        }
        return methods;
    }

    /// The methods of a name, which may be overloaded.
    ///
    /// @throws IllegalArgumentException if there is none
    public List<Method> methods(String name) {
        List<Method> methods =
                methods().stream().filter(method -> method.name().equals(name)).toList();
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("source: there is no method " + name);
        }
        return methods;
    }

    /// The name of the method that a line declares; empty if it declares none. Members of the file's own class
    /// stand four columns from the left; further right is also the code of methods, so a modifier must tell.
    private static String declared(String line) {
        String words = line.strip();
        int arguments = words.indexOf('(');
        String before = words.substring(0, Math.max(0, arguments));
        boolean member = (indent(line) == MEMBER && Character.isLetter(words.charAt(0)))
                || (indent(line) > MEMBER && MODIFIERS.stream().anyMatch(words::startsWith));
        boolean method = before.contains(" ") && !before.contains("=") && !(' ' + before).contains(" record ");
        return member && method ? before.substring(before.lastIndexOf(' ') + 1) : "";
    }

    /// The comment above a declaration and its annotations.
    private List<String> comment(int declaration) {
        int from = declaration;
        while (from > 0 && (opens(from - 1, "///") || opens(from - 1, "@"))) {
            from--;
        }
        return lines.subList(from, declaration);
    }

    private boolean opens(int line, String start) {
        return lines.get(line).strip().startsWith(start);
    }

    /// The last line of a method: that of its brace, or the declaration's own if all of it is there.
    private int end(int declaration) {
        int margin = indent(lines.get(declaration));
        int k = declaration;
        while (k < lines.size() && !last(lines.get(k), margin, k == declaration)) {
            k++;
        }
        if (k == lines.size()) {
            throw new IllegalArgumentException("source: the method in line " + (declaration + 1) + " has no end");
        }
        return k;
    }

    private static boolean last(String line, int margin, boolean declaration) {
        return declaration
                ? line.endsWith(";") || line.endsWith("{}")
                : indent(line) == margin && line.strip().equals("}");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
