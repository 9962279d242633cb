package vn.antin.standalone.bench;

import java.util.List;

/**
 * One server to be measured, as it runs on this machine.
 *
 * @param name what the table calls it
 * @param provider how it is used
 * @param application process number of the server
 * @param postmaster process number of the PostgreSQL that it works with
 * @param start how it was started, for the reader
 * @param startSeconds from launch to ready, one for each start that was timed
 * @param idleMegabytes resident memory of the process at rest, before any load
 * @param seeds refresh tokens that lie in its database already, none for most runs
 */
public record Contestant(
    String name,
    Provider provider,
    long application,
    long postmaster,
    String start,
    List<Double> startSeconds,
    long idleMegabytes,
    List<String> seeds) {
  public Contestant {
    startSeconds = List.copyOf(startSeconds);
    seeds = List.copyOf(seeds);
  }

  double medianStart() {
    List<Double> sorted = startSeconds.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
