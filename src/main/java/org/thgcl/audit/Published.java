package org.thgcl.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Figures and facts taken from publications: inputs of the audit, not its results.
///
/// @param table1 the paper's Table 1
/// @param table2 the paper's Table 2
/// @param trainingClips the paper, 3.1.1
/// @param testClips the paper, 3.1.1
/// @param evaluationSegments segments in AudioSet's evaluation list (research.google.com/audioset/download.html,
/// version of 2017)
/// @param evaluationLabels pairs of segment and label in the same list
/// @param balancedSegments segments in AudioSet's balanced training list
/// @param unbalancedSegments segments in AudioSet's unbalanced training list
/// @param audioSegments audio segments of a clip in the predecessors' published data set
/// @param videoSegments video segments of a clip there
/// @param repository files of the repository that the paper names, in all its commits up to 2025
/// @param tmacDeviation largest deviation of TMac's random starts from the time stamp, in audio segments, over 20,000
/// draws of the rule in its public code (read November 2026)
/// @param classes number of classes that a system of Table 1 has in its own paper (read November 2026); a system whose
/// own paper isn't known is missing
/// @param ownScores mAP of systems of Table 1 in their own papers
public record Published(
        List<Contender> table1,
        List<TemporalType> table2,
        int trainingClips,
        int testClips,
        int evaluationSegments,
        int evaluationLabels,
        int balancedSegments,
        int unbalancedSegments,
        int audioSegments,
        int videoSegments,
        List<String> repository,
        int tmacDeviation,
        Map<String, Integer> classes,
        List<OwnScore> ownScores) {
    /// Length of a clip, section 3.1.1.
    static final int CLIP_SECONDS = 10;

    /// Length of a video segment, section 2.1.
    static final double CHUNK_SECONDS = 0.25;

    private static final Set<String> GRAPH_BASED = Set.of("THGCL", "TMac", "VAED", "LHGNN", "HGCN", "SSL graph");

    /// A line of Table 1.
    ///
    /// @param map in per cent
    /// @param auc NaN where the table has none
    /// @param parameters in millions
    public record Contender(String name, double map, double auc, double parameters) {
        /// Whether the table marks it as based on a graph, or it is the paper's own.
        boolean graphBased() {
            return GRAPH_BASED.contains(name);
        }
    }

    /// The figures that the authors of a system published for it.
    ///
    /// @param system its name in Table 1
    /// @param maps in per cent, of one model trained on all of AudioSet; several if they give several
    public record OwnScore(String system, List<Double> maps) {
        public OwnScore {
            maps = List.copyOf(maps);
        }
    }

    /// A line of Table 2.
    ///
    /// @param map in per cent
    public record TemporalType(int id, String name, double map, double auc) {}

    /// The published figures.
    public static Published figures() {
        return new Published(
                contenders(),
                List.of(
                        new TemporalType(1, "w/ Gau. & Haw.", 57.4, 0.948),
                        new TemporalType(2, "both Haw.", 55.0, 0.942),
                        new TemporalType(3, "both Gau.", 53.5, 0.893)),
                82_410,
                85_487,
                20_371,
                51_804,
                22_160,
                2_041_789,
                101,
                40,
                List.of("Fig1_new.pdf", "README.md", "config.yaml"),
                10,
                classesOfRows(),
                scoresOfAuthors());
    }

    private static Map<String, Integer> classesOfRows() {
        Map<String, Integer> classes = new TreeMap<>();
        List.of("THGCL", "TMac", "VAED", "HGCN").forEach(name -> classes.put(name, 33));
        List.of("LHGNN", "Wave-Logmel", "ConvNeXt-femto").forEach(name -> classes.put(name, 527));
        scoresOfAuthors().forEach(own -> classes.put(own.system, 527));
        return classes;
    }

    private static List<OwnScore> scoresOfAuthors() {
        return List.of(
                new OwnScore("PaSST-S", List.of(47.1, 47.6, 48.6)),
                new OwnScore("ASiT", List.of(48.0)),
                new OwnScore("Audio-MAE (local)", List.of(47.3)),
                new OwnScore("ATST-clip", List.of(45.2)),
                new OwnScore("MaskSpec", List.of(47.1)),
                new OwnScore("Conformer-based", List.of(41.1, 41.5)),
                new OwnScore("AST", List.of(45.9, 44.8)),
                new OwnScore("VATT", List.of(39.4, 39.3)));
    }

    private static List<Contender> contenders() {
        return List.of(
                new Contender("THGCL", 57.4, 0.948, 4.8),
                new Contender("TMac", 55.1, 0.937, 4.3),
                new Contender("VAED", 51.6, 0.919, 2.1),
                new Contender("PaSST-S", 49.0, 0.900, 87.0),
                new Contender("ASiT", 48.5, Double.NaN, 85.0),
                new Contender("Audio-MAE (local)", 48.2, Double.NaN, 86.0),
                new Contender("ATST-clip", 47.8, Double.NaN, 86.0),
                new Contender("MaskSpec", 47.3, Double.NaN, 86.0),
                new Contender("LHGNN", 46.6, Double.NaN, 31.0),
                new Contender("Conformer-based", 44.4, Double.NaN, 88.0),
                new Contender("HGCN", 44.2, 0.885, 42.4),
                new Contender("Wave-Logmel", 44.1, Double.NaN, 81.0),
                new Contender("AST", 44.0, Double.NaN, 88.0),
                new Contender("SSL graph", 43.9, Double.NaN, 0.2),
                new Contender("Wav2vec2-audio", 42.6, 0.880, 94.9),
                new Contender("VATT", 39.7, Double.NaN, 87.0),
                new Contender("ResNet-1D-both", 38.0, 0.891, 81.2),
                new Contender("ConvNeXt-femto", 37.9, Double.NaN, 5.0),
                new Contender("R(2+1)D-video", 36.0, 0.810, 33.4),
                new Contender("ResNet-1D-audio", 35.9, 0.900, 40.4));
    }

    /// A system of Table 1 by name.
    public Contender system(String name) {
        return table1.stream()
                .filter(system -> system.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Table 1 has no '" + name + "'"));
    }

    /// Table 1 from the best mAP to the worst.
    List<Contender> ranked() {
        return table1.stream()
                .sorted(Comparator.comparingDouble(Contender::map).reversed())
                .toList();
    }
}
