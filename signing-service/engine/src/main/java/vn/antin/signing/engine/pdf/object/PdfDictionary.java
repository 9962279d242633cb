package vn.antin.signing.engine.pdf.object;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by name, in the order of the file. Where the file repeats a name the last one counts. */
public final class PdfDictionary implements PdfObject {

  public static final PdfDictionary EMPTY = new PdfDictionary(Map.of());

  private final Map<String, PdfObject> entries;

  /** Takes the map as its own. */
  private PdfDictionary(Map<String, PdfObject> entries) {
    this.entries = entries;
  }

  /** In the order of the map. */
  public static PdfDictionary of(Map<String, PdfObject> entries) {
    return new PdfDictionary(new LinkedHashMap<>(entries));
  }

  /** A dictionary of this /Type. */
  public static PdfDictionary ofType(String type) {
    return EMPTY.with("Type", new PdfName(type));
  }

  /** The value as written, perhaps a reference; see {@code PdfFile.resolve}. */
  public @Nullable PdfObject get(String name) {
    return entries.get(name);
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Whether the value is this name, written directly. */
  public boolean isName(String key, String name) {
    return entries.get(key) instanceof PdfName(String value) && value.equals(name);
  }

  public PdfDictionary with(String name, PdfObject value) {
    Map<String, PdfObject> copy = new LinkedHashMap<>(entries);
    copy.put(name, value);
    return new PdfDictionary(copy);
  }

  public PdfDictionary without(String name) {
    if (!has(name)) {
      return this;
    }
    Map<String, PdfObject> copy = new LinkedHashMap<>(entries);
    copy.remove(name);
    return new PdfDictionary(copy);
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PdfDictionary that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
