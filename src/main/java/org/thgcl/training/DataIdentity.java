package org.thgcl.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.file.Sha256;
import org.thgcl.file.Work;

/// What a data set holds, told by its sizes and SHA-256 digests: the same for the same clips in whatever file.
///
/// | digest | of these bytes |
/// |---|---|
/// | `classNames` | for each class in order: length of its name in UTF-8 (int32), the name |
/// | `labels` | for each clip: number of its class (int32) |
/// | `ids` | for each clip: length of its id in UTF-8 (int32), the id |
/// | `audio` | for each clip, segment, feature: the number (IEEE float32) |
/// | `video` | the same; of no bytes without video |
/// | `sha256` | of [#description] in UTF-8: sizes and the digests above |
///
/// All numbers are little-endian.
///
/// @param sha256 of everything
/// @param clips N
/// @param audioSegments P_a
/// @param audioFeatures F_a
/// @param videoSegments P_v; 0 without video
/// @param videoFeatures F_v; 0 without video
/// @param classes number of classes
/// @param classNames digest
/// @param labels digest
/// @param ids digest
/// @param audio digest
/// @param video digest
public record DataIdentity(
        String sha256,
        int clips,
        int audioSegments,
        int audioFeatures,
        int videoSegments,
        int videoFeatures,
        int classes,
        String classNames,
        String labels,
        String ids,
        String audio,
        String video) {

    /// Those that were computed: a data set doesn't change while it is open.
    private static final Map<DataSet, DataIdentity> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    public DataIdentity {
        for (String digest : List.of(sha256, classNames, labels, ids, audio, video)) {
            Objects.requireNonNull(digest, "digest");
        }
    }

    /// Reads a whole data set, once.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    public static DataIdentity of(DataSet data) {
        DataIdentity known = KNOWN.get(data);
        if (known == null) {
            known = of(Subset.all(data));
            KNOWN.put(data, known);
        }
        return known;
    }

    /// Reads some clips of a data set: the identity of a data set that holds these alone, in this order.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    public static DataIdentity of(Subset part) {
        DataSet data = part.data();
        List<String> ids = new ArrayList<>();
        MessageDigest labels = Sha256.digest();
        MessageDigest audio = Sha256.digest();
        MessageDigest video = Sha256.digest();
        float[] ofAudio = new float[data.audioSegments() * data.audioFeatures()];
        float[] ofVideo = new float[data.videoSegments() * data.videoFeatures()];
        try (Work work = Work.begin("reading " + data.name() + " to know its clips again", part.size())) {
            for (int clip : part.clips()) {
                ids.add(data.id(clip));
                add(labels, data, clip);
                data.readAudio(clip, ofAudio, 0);
                add(audio, ofAudio);
                data.readVideo(clip, ofVideo, 0);
                add(video, ofVideo);
                work.step();
            }
        }
        DataIdentity parts = new DataIdentity(
                "",
                part.size(),
                data.audioSegments(),
                data.audioFeatures(),
                data.videoSegments(),
                data.videoFeatures(),
                data.classes().size(),
                ofTexts(data.classes()),
                hex(labels),
                ofTexts(ids),
                hex(audio),
                hex(video));
        return parts.with(Sha256.of(parts.description()));
    }

    /// One label as itself, several as their number and themselves.
    private static void add(MessageDigest digest, DataSet data, int clip) {
        int[] classes = data.labelsOf(clip).of(0);
        if (data.severalLabels()) {
            digest.update(bytes(1).putInt(classes.length).array());
        }
        for (int category : classes) {
            digest.update(bytes(1).putInt(category).array());
        }
    }

    private static void add(MessageDigest digest, float[] numbers) {
        ByteBuffer bytes = bytes(numbers.length);
        bytes.asFloatBuffer().put(numbers);
        digest.update(bytes);
    }

    private static String ofTexts(List<String> texts) {
        MessageDigest digest = Sha256.digest();
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            digest.update(bytes(1).putInt(utf8.length).array());
            digest.update(utf8);
        }
        return hex(digest);
    }

    /// Room for some numbers of four bytes.
    private static ByteBuffer bytes(int numbers) {
        return ByteBuffer.allocate(Math.multiplyExact(numbers, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private DataIdentity with(String digest) {
        return new DataIdentity(
                digest,
                clips,
                audioSegments,
                audioFeatures,
                videoSegments,
                videoFeatures,
                classes,
                classNames,
                labels,
                ids,
                audio,
                video);
    }

    /// Sizes and digests in lines, each ended by a line feed.
    public String description() {
        return "clips " + clips + "\nclasses " + classes + " " + classNames + "\nlabels " + labels + "\nids " + ids
                + "\naudio " + audioSegments + " " + audioFeatures + " " + audio + "\nvideo " + videoSegments + " "
                + videoFeatures + " " + video + "\n";
    }

    /// Whether the sum of a digest's parts is the digest: false if it was altered.
    boolean isWhole() {
        return Sha256.of(description()).equals(sha256);
    }

    /// What another data set has instead, in words, such as `labels` or `clips (30 instead of 28)`; nothing if it
    /// holds the same. Where sizes differ, digests must, and aren't named.
    public List<String> differences(DataIdentity other) {
        List<String> differences = new ArrayList<>();
        size(differences, "clips", clips, other.clips);
        size(differences, "audio segments", audioSegments, other.audioSegments);
        size(differences, "audio features", audioFeatures, other.audioFeatures);
        size(differences, "video segments", videoSegments, other.videoSegments);
        size(differences, "video features", videoFeatures, other.videoFeatures);
        size(differences, "classes", classes, other.classes);
        if (differences.isEmpty()) {
            digest(differences, "the classes' names", classNames, other.classNames);
            digest(differences, "labels", labels, other.labels);
            digest(differences, "ids", ids, other.ids);
            digest(differences, "audio", audio, other.audio);
            digest(differences, "video", video, other.video);
        }
        return differences;
    }

    private static void size(List<String> differences, String what, int own, int others) {
        if (own != others) {
            differences.add(what + " (" + others + " instead of " + own + ")");
        }
    }

    private static void digest(List<String> differences, String what, String own, String others) {
        if (!own.equals(others)) {
            differences.add(what);
        }
    }
}
