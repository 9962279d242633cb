package vn.antin.auth.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature shows on the pages, in words that the page has a sentence for.
 *
 * @param key of the sentence
 * @param about what fills it
 * @param place key of the sentence on where; null where nothing is shown or rules say where
 * @param placeAbout what fills that
 */
public record Appearance(
    String key, List<String> about, @Nullable String place, List<String> placeAbout) {
  static final Appearance NONE = new Appearance("approval.look.none", List.of(), null, List.of());

  public Appearance {
    about = List.copyOf(about);
    placeAbout = List.copyOf(placeAbout);
  }

  /** What fills the sentence, as pages take it. */
  public Object[] words() {
    return about.toArray();
  }

  /** What fills the sentence on where. */
  public Object[] placeWords() {
    return placeAbout.toArray();
  }
}
