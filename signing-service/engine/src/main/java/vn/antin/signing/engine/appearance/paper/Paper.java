package vn.antin.signing.engine.appearance.paper;

import java.util.List;

/**
 * A paper as it is read, in Vietnamese.
 *
 * @param agency who writes, the higher one first
 * @param basis in small print below the title
 * @param addressee empty for a line to write on
 * @param close asks for what is wanted
 */
public record Paper(
    List<String> agency,
    String title,
    String basis,
    String addressee,
    List<Line> lines,
    String close) {
  public Paper {
    agency = List.copyOf(agency);
    lines = List.copyOf(lines);
  }

  /** What is written after a label; empty for a line to write on. */
  public record Line(String label, String value) {}
}
