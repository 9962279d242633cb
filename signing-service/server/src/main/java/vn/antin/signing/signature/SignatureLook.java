package vn.antin.signing.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.CopyKind;

/**
 * What a signature looks like (Decree 30/2020/NĐ-CP, Annex I). The place is null where the Annex
 * names one.
 */
public sealed interface SignatureLook {
  @Nullable LookPlace place();

  /** The competent person's handwritten signature. */
  record Person(LookImage image, LookPlace place) implements SignatureLook {}

  /** The agency's seal; over the left of the latest visible signature unless placed. */
  record Seal(LookImage image, @Nullable LookPlace place) implements SignatureLook {}

  /** The mark of an annex in a file of its own: number and notation, and the time of signing. */
  record Annex(String number, @Nullable LookPlace place) implements SignatureLook {}

  /** The mark of an electronic copy: its kind, the agency that made it, and the time of signing. */
  record Copy(CopyKind copy, String agency, @Nullable LookPlace place) implements SignatureLook {}

  /** The word for it in the API. */
  default String kind() {
    return switch (this) {
      case Person _ -> "person";
      case Seal _ -> "seal";
      case Annex _ -> "annex";
      case Copy _ -> "copy";
    };
  }

  /** The picture it shows, if it shows one. */
  default @Nullable LookImage image() {
    return switch (this) {
      case Person(var image, _) -> image;
      case Seal(var image, _) -> image;
      case Annex _ -> null;
      case Copy _ -> null;
    };
  }

  /** How many fields a look has in the canonical encoding. */
  int FIELDS = 7 + LookPlace.FIELDS;

  /** What is encoded: always as many, null where there is nothing. */
  default List<@Nullable String> fields() {
    var image = image();
    var fields = new ArrayList<@Nullable String>(FIELDS);
    fields.add(kind());
    fields.addAll(
        image == null
            ? Arrays.<@Nullable String>asList(null, null, null)
            : List.of(
                image.id().toString(), image.sha256().base64(), image.width().toPlainString()));
    fields.addAll(
        switch (this) {
          case Annex(var number, _) -> Arrays.<@Nullable String>asList(number, null, null);
          case Copy(var copy, var agency, _) ->
              Arrays.<@Nullable String>asList(null, copy.name(), agency);
          case Person _ -> Arrays.<@Nullable String>asList(null, null, null);
          case Seal _ -> Arrays.<@Nullable String>asList(null, null, null);
        });
    var place = place();
    fields.addAll(
        place == null ? Collections.nCopies(LookPlace.FIELDS, (String) null) : place.fields());
    return fields;
  }
}
