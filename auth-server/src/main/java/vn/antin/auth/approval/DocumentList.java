package vn.antin.auth.approval;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.approval.asked.DocumentDigest;
import vn.antin.auth.approval.asked.HashValue;

/**
 * The documents as the page shows them: of a long list one page of what the official looks for.
 * Thousands are gone through once for each view.
 *
 * @param total of all, whatever is looked for
 * @param fingerprint SHA-256 over all hashes in their order
 * @param matching how many have what is looked for
 * @param page the one shown, from 1
 * @param groups folders of the whole list, with how many are in each; empty without folders
 */
public record DocumentList(
    int total,
    String fingerprint,
    int matching,
    int page,
    int pages,
    String find,
    String group,
    List<Group> groups,
    List<Item> items) {
  static final int ROWS = 50;
  private static final int FEW = 10;
  private static final int MOST_GROUPS = 100;

  public DocumentList {
    groups = List.copyOf(groups);
    items = List.copyOf(items);
  }

  /** A folder. */
  public record Group(String name, int count) {}

  /**
   * One document.
   *
   * @param index in the whole list, from 0
   * @param manner how it is signed; null as well
   * @param pages null, as is the size, of a document that nobody here has seen
   * @param kilobytes rounded up
   */
  public record Item(
      int index,
      String group,
      String name,
      @Nullable Integer pages,
      @Nullable Long kilobytes,
      String fingerprint,
      @Nullable Manner manner) {}

  /** Few enough to be shown with pictures, without searching. */
  public boolean few() {
    return total <= FEW;
  }

  /** Whether anything narrows what is shown. */
  public boolean narrowed() {
    return !find.isEmpty() || !group.isEmpty();
  }

  private record Entry(String group, String name) {
    static Entry of(String full, @Nullable String given) {
      int end = full.lastIndexOf('/');
      if (given != null && !given.isBlank()) {
        return new Entry(given, full);
      }
      return end <= 0 || end == full.length() - 1
          ? new Entry("", full)
          : new Entry(full.substring(0, end), full.substring(end + 1));
    }
  }

  static DocumentList of(Question question, Look look) {
    SignatureRequest held = question.held();
    List<Entry> all =
        held == null
            ? question.wish().hashes().documents().stream()
                .map(each -> Entry.of(each.label(), null))
                .toList()
            : held.documents().stream().map(each -> Entry.of(each.name(), each.group())).toList();
    String wanted = Look.plain(look.find());
    int[] matching =
        IntStream.range(0, all.size())
            .filter(i -> look.group().isEmpty() || all.get(i).group().equals(look.group()))
            .filter(i ->
                wanted.isEmpty()
                    || Look.plain(all.get(i).group() + "/" + all.get(i).name()).contains(wanted))
            .toArray();
    int pages = Math.max(1, Math.ceilDiv(matching.length, ROWS));
    int page = Math.min(look.page(), pages);
    List<Item> items =
        IntStream.range((page - 1) * ROWS, Math.min(page * ROWS, matching.length))
            .map(i -> matching[i])
            .mapToObj(i -> item(question, i, all.get(i)))
            .toList();
    HashValue fingerprint = question.wish().hashes().fingerprint();
    return new DocumentList(
        all.size(),
        fingerprint.fingerprint(),
        matching.length,
        page,
        pages,
        look.find(),
        look.group(),
        groups(all),
        items);
  }

  private static List<Group> groups(List<Entry> all) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(each -> counts.merge(each.group(), 1, Integer::sum));
    return counts.size() == 1
        ? List.of()
        : counts.entrySet().stream()
            .filter(each -> !each.getKey().isEmpty())
            .limit(MOST_GROUPS)
            .map(each -> new Group(each.getKey(), each.getValue()))
            .toList();
  }

  private static Item item(Question question, int index, Entry entry) {
    SignatureRequest held = question.held();
    if (held == null) {
      DocumentDigest digest = question.wish().hashes().documents().get(index);
      return new Item(
          index, entry.group(), entry.name(), null, null, digest.hash().fingerprint(), null);
    }
    SignatureRequest.Document document = held.documents().get(index);
    return new Item(
        index,
        entry.group(),
        entry.name(),
        document.pages(),
        Math.ceilDiv(document.size(), 1024),
        document.sha256().fingerprint(),
        document.manner());
  }
}
