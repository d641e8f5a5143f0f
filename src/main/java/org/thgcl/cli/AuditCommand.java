package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thgcl.audit.Audit;
import org.thgcl.audit.AuditPage;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Reading;
import org.thgcl.audit.RecordedVerdicts;
import org.thgcl.audit.RecordedVerdicts.Difference;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl audit`: the paper's claims, each computed anew.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks what the paper states: computes each claim anew and compares the verdicts with the recorded ones.",
            "",
            "Each claim has two columns: whether it holds as printed, and whether it holds in some reading of the",
            "paper, and in which.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl audit",
            "  thgcl audit --claim eq2-age",
            "  thgcl audit --data clips.h5 --claim near-segments-alike",
            "  thgcl audit --out audit.json"
        })
final class AuditCommand implements Callable<Integer> {
    @Option(
            names = "--claim",
            paramLabel = "ID",
            description = "Check one claim, and show it in full: place, words, computation, readings, reasons.")
    private String id;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Show also what the clips in a data file say. It changes no verdict and no record.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "Write what was checked in full as JSON.")
    private Path out;

    @Option(names = "--page", paramLabel = "FILE", description = "Write what was checked as a page in Markdown.")
    private Path page;

    @Option(
            names = "--recorded",
            paramLabel = "FILE",
            description = "Recorded verdicts to compare with. Default: the record that comes with this program.")
    private Path recorded;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the verdicts as a record to a file, instead of comparing.")
    private Path record;

    /// Read before the command runs.
    @Mixin
    KernelOption kernels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (record != null && (id != null || recorded != null)) {
            throw new IllegalArgumentException(
                    "--record: writes the verdicts of all claims and compares none; leave --claim and --recorded out");
        }
        for (Path file : new Path[] {out, page, record}) {
            if (file != null) {
                Destination.file(file);
            }
        }
        RecordedVerdicts before = record == null ? before() : null;
        List<AuditedClaim> audited = audited();
        RecordedVerdicts now = RecordedVerdicts.of(audited);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(id == null ? AuditText.table(audited) : AuditText.details(audited.getFirst()));
        if (out != null) {
            AtomicFile.write(out, Json.page(json(audited)));
        }
        if (page != null) {
            AtomicFile.write(page, AuditPage.markdown(audited));
        }
        if (record != null) {
            now.write(record);
            terminal.println("verdicts recorded in " + record);
            terminal.flush();
            return Thgcl.DONE;
        }
        List<Difference> differences =
                id == null ? before.differences(now) : before.only(id).differences(now);
        terminal.print('\n' + AuditText.differences(differences, now.verdicts().size(), compared()));
        terminal.flush();
        return differences.isEmpty() ? Thgcl.DONE : Thgcl.FAILED;
    }

    private List<AuditedClaim> audited() {
        try (DataSet clips = data == null ? null : Hdf5DataSet.openAsFound(data)) {
            return id == null ? Audit.runWithAblations(clips) : List.of(Audit.run(id, clips));
        }
    }

    private RecordedVerdicts before() throws IOException {
        return recorded == null ? RecordedVerdicts.published() : RecordedVerdicts.read(recorded);
    }

    private String compared() {
        return recorded == null ? RecordedVerdicts.PUBLISHED + " of this program" : recorded.toString();
    }

    private static Map<String, Object> json(List<AuditedClaim> audited) {
        return Map.of("claims", audited.stream().map(AuditCommand::fields).toList());
    }

    /// A claim with its words instead of the names of the enums.
    private static Map<String, Object> fields(AuditedClaim claim) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", claim.id());
        fields.put("kind", claim.kind().words());
        fields.put("place", claim.place());
        fields.put("quotation", claim.quotation());
        fields.put("statement", claim.statement());
        fields.put("register", claim.register());
        fields.put("computation", claim.computation());
        fields.put("computed_by", claim.computedBy());
        fields.put("result", claim.result());
        fields.put("as_printed", claim.asPrinted().words());
        fields.put("in_some_reading", claim.inSomeReading().words());
        fields.put(
                "readings", claim.readings().stream().map(AuditCommand::reading).toList());
        fields.put("verdict", claim.verdict().words());
        fields.put("why", claim.why());
        fields.put("tables", claim.tables());
        fields.put(
                "elsewhere",
                claim.elsewhere().stream()
                        .map(other -> Map.of(
                                "data", other.data(),
                                "figure", other.figure(),
                                "outcome", other.outcome().words()))
                        .toList());
        return fields;
    }

    private static Map<String, Object> reading(Reading reading) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("settings", reading.choices());
        fields.put("as_printed", reading.printed());
        fields.put("figure", reading.figure());
        fields.put("holds", reading.holds());
        return fields;
    }
}
