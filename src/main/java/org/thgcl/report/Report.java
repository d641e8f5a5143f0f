package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.ablation.AblationResult;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Table1;
import org.thgcl.model.Configuration;
import org.thgcl.page.Page;
import org.thgcl.page.Section;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// One page on the method and, if there is one, on a run: equations, weights, graph, audit, Table 1,
/// ablations, what was learnt, and all that one needs to repeat it.
///
/// @param run the run; `null` for none
/// @param audit the paper's claims, checked
/// @param systems the systems of Table 1 that were trained; `null` if none was
/// @param sweeps results of ablations
/// @param demonstration what the demonstration adds; `null` for any other run
public record Report(
        TrainedRun run, List<AuditedClaim> audit, AblationResult systems, Sweeps sweeps, Demonstration demonstration) {
    public Report {
        audit = List.copyOf(audit);
    }

    /// The page, HTML that is well-formed XML and stands alone. It depends on its input and the program alone, not on
    /// when it was made or how long it took.
    public String html() {
        return new Page(title(), lead() + picture() + note(), sections()).html();
    }

    private String title() {
        return demonstration != null
                ? "What THGCL learnt in the demonstration"
                : "THGCL: the method" + (run == null ? "" : " and the run " + name());
    }

    private String name() {
        return run.folder().path().toAbsolutePath().normalize().getFileName().toString();
    }

    private String lead() {
        if (demonstration != null) {
            return DemonstrationSection.lead(run);
        }
        return "<p class=\"lead\">Temporally heterogeneous graph contrastive learning for multimodal acoustic"
                + " event classification (Chen, Xiao, Huang, arXiv 2509.14893), as this program reads and computes it."
                + " Results of a run or a sweep come from its files. Everything else was computed when this page was"
                + " made.</p>\n";
    }

    /// The run in one picture, if there are clips to show it with.
    private String picture() {
        return run == null || run.clips() == null
                ? ""
                : new RunPicture(run, demonstration == null ? null : demonstration.data()).figure();
    }

    private String note() {
        return demonstration == null ? "" : DemonstrationSection.SYNTHETIC;
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (run != null) {
            sections.addAll(results());
        }
        if (demonstration != null) {
            sections.add(new DemonstrationSection(demonstration, run));
        }
        boolean ours = run != null && run.configuration().settings() instanceof ThgnSettings;
        Configuration configuration = ours ? run.configuration() : Preset.PAPER.configuration();
        sections.add(new EquationsSection());
        sections.add(new EdgeWeightsSection());
        sections.add(new AdjacencySection());
        sections.add(new GraphSection(configuration, ours ? "this run" : "the preset paper"));
        sections.add(new AuditSection(audit));
        sections.add(new Table1Section(Table1.rows(), systems));
        sections.add(new AblationSection(systems == null ? sweeps : sweeps.and(systems)));
        if (run == null) {
            sections.addAll(results());
        }
        sections.add(new RepeatSection(run));
        return sections;
    }

    private List<Section> results() {
        return List.of(new ClassesSection(run), new LearningSection(run), new EmbeddingSection(run));
    }
}
