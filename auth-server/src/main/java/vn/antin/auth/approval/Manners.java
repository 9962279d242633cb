package vn.antin.auth.approval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the documents of a request are signed, each way told once with how many are signed so. Of
 * very many ways the commonest are told here, and every one beside its document in the list.
 *
 * @param reasons empty when none states one, as are the places
 * @param cautions what should be looked at, each kind once
 */
public record Manners(
    Ways<String> reasons,
    Ways<String> locations,
    Ways<Appearance> appearances,
    List<Caution> cautions) {
  static final Manners UNKNOWN =
      new Manners(
          new Ways<>(List.of(), 0), new Ways<>(List.of(), 0), new Ways<>(List.of(), 0), List.of());
  private static final int MOST = 12;
  private static final int MOST_EXAMPLES = 3;

  public Manners {
    cautions = List.copyOf(cautions);
  }

  /**
   * The ways in which something is done.
   *
   * @param hidden how many more there are
   */
  public record Ways<T>(List<Way<T>> ways, int hidden) {
    public Ways {
      ways = List.copyOf(ways);
    }

    /** Whether not all documents have the same. */
    public boolean mixed() {
      return ways.size() > 1;
    }
  }

  /** One of them; an empty text is none stated. */
  public record Way<T>(T value, int documents) {}

  /**
   * Something odd about visible signatures.
   *
   * @param key of the sentence
   * @param examples names of some of the documents, with what is covered
   */
  public record Caution(String key, int documents, List<String> examples) {
    public Caution {
      examples = List.copyOf(examples);
    }
  }

  /** Whether documents differ, so that each of a list says its own. */
  public boolean mixed() {
    return reasons.mixed() || locations.mixed() || appearances.mixed();
  }

  static Manners of(List<SignatureRequest.Document> documents) {
    List<Manner> manners = documents.stream().map(SignatureRequest.Document::manner).toList();
    return new Manners(
        texts(manners.stream().map(each -> text(each.reason()))),
        texts(manners.stream().map(each -> text(each.location()))),
        ways(manners.stream().map(Manner::appearance)),
        cautions(documents));
  }

  private static String text(@Nullable String stated) {
    return stated == null ? "" : stated;
  }

  private static Ways<String> texts(Stream<String> values) {
    Ways<String> ways = ways(values);
    return !ways.mixed() && ways.ways().stream().allMatch(each -> each.value().isEmpty())
        ? new Ways<>(List.of(), 0)
        : ways;
  }

  private static <T> Ways<T> ways(Stream<T> values) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    values.forEach(each -> counts.merge(each, 1, Integer::sum));
    List<Way<T>> ways =
        counts.entrySet().stream()
            .map(each -> new Way<>(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingInt((Way<T> way) -> way.documents()).reversed())
            .limit(MOST)
            .toList();
    return new Ways<>(ways, counts.size() - ways.size());
  }

  private static List<Caution> cautions(List<SignatureRequest.Document> documents) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (SignatureRequest.Document document : documents) {
      Map<String, String> own = new LinkedHashMap<>();
      document.manner().cautions().forEach(each -> own.putIfAbsent(each.key(), each.detail()));
      own.forEach((key, detail) -> {
        counts.merge(key, 1, Integer::sum);
        List<String> examples = found.computeIfAbsent(key, any -> new ArrayList<>());
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(document.name() + (detail.isBlank() ? "" : ": " + detail));
        }
      });
    }
    return found.entrySet().stream()
        .map(each ->
            new Caution(each.getKey(), counts.getOrDefault(each.getKey(), 0), each.getValue()))
        .toList();
  }
}
