package org.thgcl.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thgcl.file.Reason;

/// Where Spark runs: a standalone cluster, or a stand-in for one on this machine.
///
/// | form | what it is |
/// |---|---|
/// | `spark://HOST:PORT[,HOST:PORT...]` | a standalone cluster; several masters of which one leads |
/// | `local-cluster[N,C,M]` | N workers on this machine, each with C cores and M MiB: to try things out |
/// | `local`, `local[N]`, `local[*]` | this process, N runs at a time |
///
/// @param url in Spark's own words
record Master(String url) {
    private static final String FORMS =
            "spark://HOST:PORT for a cluster; local[N] or local-cluster[WORKERS,CORES,MEBIBYTES] to try without one";
    private static final Pattern LOCAL = Pattern.compile("local|local\\[([1-9]\\d{0,3}|\\*)]");
    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[\\s*([1-9]\\d{0,3})\\s*,\\s*([1-9]\\d{0,3})\\s*,\\s*([1-9]\\d{0,7})\\s*]");
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final int MOST_PORT = 65_535;
    private static final int PATIENCE_MILLIS = 5_000;

    /// @throws IllegalArgumentException if Spark has no such form, or one that this program hasn't been tried
    /// with
    Master {
        if (!LOCAL.matcher(url).matches() && !LOCAL_CLUSTER.matcher(url).matches()) {
            addresses(url);
        }
    }

    /// Whether runs are made in this process.
    boolean isLocal() {
        return LOCAL.matcher(url).matches();
    }

    /// Whether executors, if any, are on this machine.
    boolean onThisMachine() {
        return isLocal() || workerMemory().isPresent();
    }

    /// The memory in MiB that all executors of one worker may have together; unknown of a cluster.
    OptionalInt workerMemory() {
        Matcher form = LOCAL_CLUSTER.matcher(url);
        return form.matches() ? OptionalInt.of(Integer.parseInt(form.group(3))) : OptionalInt.empty();
    }

    /// The cores of one worker; unknown of a cluster.
    OptionalInt workerCores() {
        Matcher form = LOCAL_CLUSTER.matcher(url);
        return form.matches() ? OptionalInt.of(Integer.parseInt(form.group(2))) : OptionalInt.empty();
    }

    /// Finds out whether anybody listens there. Spark would try for a minute and then stop the process.
    ///
    /// @throws IOException that says of each master why not
    void requireAnswer() throws IOException {
        if (onThisMachine()) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        for (InetSocketAddress address : addresses(url)) {
            if (address.isUnresolved()) {
                reasons.add(address.getHostString() + ": unknown host");
                continue;
            }
            try (Socket socket = new Socket()) {
                socket.connect(address, PATIENCE_MILLIS);
                return;
            } catch (IOException e) {
                reasons.add(address.getHostString() + ":" + address.getPort() + ": " + Reason.of(e));
            }
        }
        throw new IOException("--master " + url + ": no master answers (" + String.join("; ", reasons) + ")");
    }

    private static List<InetSocketAddress> addresses(String url) {
        Matcher form = STANDALONE.matcher(url);
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String text : form.matches() ? form.group(1).split(",", -1) : new String[] {""}) {
            Matcher address = ADDRESS.matcher(text);
            int port = address.matches() ? Integer.parseInt(address.group(2)) : 0;
            if (port < 1 || port > MOST_PORT) {
                throw new IllegalArgumentException("--master " + url + ": must be " + FORMS);
            }
            addresses.add(new InetSocketAddress(address.group(1), port));
        }
        return addresses;
    }
}
