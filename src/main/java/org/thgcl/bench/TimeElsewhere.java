package org.thgcl.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Processor time that this process didn't get though a processor was busy: other processes had it, or, in a virtual
/// machine, the host gave it to others ("steal").
///
/// Threads of this process that wait, spinning or asleep, don't change it. It is counted in hundredths of a second.
final class TimeElsewhere {
    private static final Path PROCESSORS = Path.of("/proc/stat");

    /// The unit of [#PROCESSORS] on all of today's architectures.
    private static final double TICK = 0.01;

    /// Columns of a line of [#PROCESSORS] in which a processor is not idle: user, nice, system, then, after idle and
    /// waiting for a disk, interrupts, soft interrupts, steal. The time of guests is part of the first.
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private TimeElsewhere() {}

    /// Seconds of all processors together since some moment; always 0 where the system doesn't tell, so that the peaks
    /// beside a sample alone tell how quiet it was.
    static double seconds() {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            return busySeconds(Files.readString(PROCESSORS)) - process.getProcessCpuTime() * 1e-9;
        } catch (IOException e) {
            return 0;
        }
    }

    /// Seconds in which the processors were busy since the system started.
    ///
    /// @param stat the text of /proc/stat; its first line has the sums over the processors
    static double busySeconds(String stat) {
        String[] columns = stat.lines().findFirst().orElse("").split(" +", -1);
        long ticks = 0;
        for (int column : BUSY) {
            ticks += Long.parseLong(columns[column]);
        }
        return TICK * ticks;
    }
}
