package vn.antin.admin.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One step.
 *
 * @param chosen number of the document whose pages are shown, counted from 1; 0 when there is none
 * @param shownPages how many pictures of its pages the page holds
 * @param typed what was typed into the form that was refused
 * @param problem last part of the message key of what went wrong
 */
public record StepPage(
    StepView step,
    int chosen,
    int shownPages,
    String typed,
    @Nullable String problem,
    Instant now) {
  static final int PAGES_AT_ONCE = 10;
  public static final int DOCUMENTS_AT_ONCE = 50;
  private static final int MOST_PAGES = 500;

  static StepPage of(
      StepView step, int document, int pages, String typed, @Nullable String problem, Instant now) {
    int place = document - 1 - step.from();
    var within = place >= 0 && place < step.told().size();
    int has = within ? step.told().get(place).pages() : 0;
    return new StepPage(
        step,
        within ? document : 0,
        Math.min(has, Math.clamp(pages, PAGES_AT_ONCE, MOST_PAGES)),
        typed,
        problem,
        now);
  }

  /** Number from 0 of the first document on the page that shows this one, counted from 1. */
  static int from(int document) {
    return Math.max(0, document - 1) / DOCUMENTS_AT_ONCE * DOCUMENTS_AT_ONCE;
  }

  /** The number in the form: what was typed, or the next in turn. */
  public String numberTyped() {
    var issuance = step.step().issuance();
    return !typed.isEmpty() || issuance == null || issuance.next() == null
        ? typed
        : issuance.next().toString();
  }

  /** Today in Vietnam, as a form takes it. */
  public String today() {
    return LocalDate.ofInstant(now, ZoneId.of("Asia/Ho_Chi_Minh")).toString();
  }

  /** The address of the page. */
  public String path() {
    return "/inbox/" + step.step().id();
  }

  /** The document whose pages are shown; only asked for when there is one. */
  public StepView.Document document() {
    return step.told().get(chosen - 1 - step.from());
  }

  /** How the shown document is signed, if that is told. */
  public StepView.@Nullable Parameters parameters() {
    var own = chosen == 0 ? null : document().parameters();
    return own != null ? own : step.parameters();
  }

  /** Number of the first document listed, counted from 1. */
  public int firstDocument() {
    return step.from() + 1;
  }

  public int lastDocument() {
    return step.from() + step.told().size();
  }

  public List<Integer> pageNumbers() {
    return IntStream.rangeClosed(1, shownPages).boxed().toList();
  }

  /** How many pictures "more pages" asks for, or 0 when all are shown. */
  public int morePages() {
    int has = chosen == 0 ? 0 : Math.min(document().pages(), MOST_PAGES);
    return shownPages < has ? shownPages + 2 * PAGES_AT_ONCE : 0;
  }
}
