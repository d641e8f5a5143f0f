package org.thgcl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
    private static final int ANY_PORT = 0;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "local[1]",
                "local[*]",
                "local-cluster[2,1,2048]",
                "local-cluster[2, 1, 2048]",
                "spark://node1:7077",
                "spark://node1:7077,node2:7077",
                "spark://[::1]:7077"
            })
    void forms_of_spark_are_taken(String url) {
        assertThat(new Master(url).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node1:7077",
                "spark://",
                "spark://node1",
                "spark://node1:0",
                "spark://node1:65536",
                "spark://node1:7077,",
                "local[0]",
                "local[-1]",
                "local[2,3]",
                "local-cluster[2,1]",
                "local-cluster[0,1,2048]",
                "yarn",
                "k8s://https://node1:443"
            })
    void other_forms_are_refused_with_those_that_there_are(String url) {
        assertThatThrownBy(() -> new Master(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--master " + url + ":")
                .hasMessageContaining("spark://HOST:PORT")
                .hasMessageContaining("local-cluster[");
    }

    @Test
    void only_masters_on_this_machine_are_known_to_be_on_it() {
        assertThat(new Master("local[2]").onThisMachine()).isTrue();
        assertThat(new Master("local[2]").isLocal()).isTrue();
        assertThat(new Master("local-cluster[2,1,2048]").onThisMachine()).isTrue();
        assertThat(new Master("local-cluster[2,1,2048]").isLocal()).isFalse();
        assertThat(new Master("local-cluster[2,1,2048]").workerCores()).hasValue(1);
        assertThat(new Master("local-cluster[2,1,2048]").workerMemory()).hasValue(2048);
        assertThat(new Master("spark://localhost:7077").onThisMachine()).isFalse();
        assertThat(new Master("spark://localhost:7077").workerMemory()).isEmpty();
    }

    @Test
    void an_unknown_host_is_named() {
        assertThatThrownBy(() -> new Master("spark://nowhere.invalid:7077").requireAnswer())
                .isInstanceOf(IOException.class)
                .hasMessage("--master spark://nowhere.invalid:7077: no master answers (nowhere.invalid: unknown host)");
    }

    @Test
    void a_port_where_nobody_listens_is_named_and_one_master_that_answers_is_enough() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        int closed;
        try (ServerSocket free = new ServerSocket(ANY_PORT, 1, here)) {
            closed = free.getLocalPort();
        }
        String silent = here.getHostAddress() + ":" + closed;
        assertThatThrownBy(() -> new Master("spark://" + silent).requireAnswer())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no master answers (" + silent + ": ");
        try (ServerSocket open = new ServerSocket(ANY_PORT, 1, here)) {
            new Master("spark://" + silent + "," + here.getHostAddress() + ":" + open.getLocalPort()).requireAnswer();
        }
        new Master("local[2]").requireAnswer();
    }
}
