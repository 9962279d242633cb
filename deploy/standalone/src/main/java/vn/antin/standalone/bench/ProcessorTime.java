package vn.antin.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time that processes have used so far, in milliseconds, from {@code /proc/PID/stat}. Its
 * unit is 10 ms, and the kernel keeps the sum of user and system time to the nanosecond, so over
 * seconds the error is below one percent.
 *
 * @param application user and system time of the server's process, all threads
 * @param database the same of PostgreSQL: the postmaster, its living children (backends,
 *     checkpointer, writers, autovacuum) and, in the postmaster's {@code cutime} and {@code
 *     cstime}, the children that have exited
 */
record ProcessorTime(double application, double database) {
  /** USER_HZ, which Linux fixes at 100 on every architecture that we run on. */
  private static final double MILLIS_PER_TICK = 10;

  private static final int UTIME = 11;
  private static final int CUTIME = 13;
  private static final int TRIES = 20;

  static ProcessorTime of(Contestant contestant) {
    return of(contestant.application(), contestant.postmaster());
  }

  static ProcessorTime of(long application, long postmaster) {
    return new ProcessorTime(
        MILLIS_PER_TICK * own(stat(application)), MILLIS_PER_TICK * database(postmaster));
  }

  ProcessorTime minus(ProcessorTime earlier) {
    return new ProcessorTime(application - earlier.application, database - earlier.database);
  }

  ProcessorTime plus(ProcessorTime other) {
    return new ProcessorTime(application + other.application, database + other.database);
  }

  /** A child that exits between two looks would be missed or counted twice: then look again. */
  private static long database(long postmaster) {
    for (int i = 0; i < TRIES; i++) {
      long buried = buried(stat(postmaster));
      long living =
          ProcessHandle.of(postmaster).stream()
              .flatMap(ProcessHandle::children)
              .mapToLong(child -> ownOrNothing(child.pid()))
              .sum();
      String[] after = stat(postmaster);
      if (buried(after) == buried) {
        return own(after) + buried + living;
      }
    }
    throw new BenchException(
        "PostgreSQL's backends come and go too fast for their processor time to be read.");
  }

  private static long own(String[] stat) {
    return Long.parseLong(stat[UTIME]) + Long.parseLong(stat[UTIME + 1]);
  }

  private static long buried(String[] stat) {
    return Long.parseLong(stat[CUTIME]) + Long.parseLong(stat[CUTIME + 1]);
  }

  private static long ownOrNothing(long pid) {
    try {
      return own(read(pid));
    } catch (IOException gone) {
      // Its parent's cutime has changed then, and the caller looks again.
      return 0;
    }
  }

  private static String[] stat(long pid) {
    try {
      return read(pid);
    } catch (IOException e) {
      throw new BenchException(
          "The processor time of process "
              + pid
              + " cannot be read; it has ended, or this system has no /proc (benchmarks need"
              + " Linux).",
          e);
    }
  }

  /** The fields after the name, which stands in parentheses and may hold anything. */
  private static String[] read(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }
}
