package vn.antin.signing.engine.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.ades.AdesSigner;
import vn.antin.signing.engine.office.OfficeRequest;
import vn.antin.signing.engine.office.OfficeSigner;

/** All formats, and which of them a document is signed in. */
final class Formats {

  private final @Nullable FormatName fixed;
  private final boolean looks;
  private final Words words;
  private final Map<FormatName, Format> all = new EnumMap<>(FormatName.class);

  Formats(SignOptions options, Signer signer, Proofs proofs, InstantSource clock) {
    this.fixed = options.format();
    this.looks = options.look().profile() != Look.Profile.INVISIBLE;
    this.words = options.words();
    AdesSigner ades = new AdesSigner(clock, proofs.longTerm());
    String roles = options.roles().stream().collect(Collectors.joining(", "));
    OfficeRequest office =
        new OfficeRequest(
            signer, options.level(), roles.isEmpty() ? null : roles, options.reason());
    for (FormatName name : FormatName.values()) {
      all.put(
          name,
          switch (name) {
            case PADES -> new PdfFormat(options, signer, proofs.longTerm(), clock);
            case OOXML -> new OfficeFormat(new OfficeSigner(clock, proofs.longTerm()), office);
            default -> AdesFormat.of(name, ades, options, signer);
          });
    }
  }

  /** The one that was asked for, else the one that suits the document. */
  FormatName of(DocumentSource document) throws IOException {
    return fixed != null ? fixed : FileKind.of(document);
  }

  /** Why a document of this name is not signed so; null when nothing speaks against it. */
  @Nullable String objection(FormatName format, String name) {
    if (looks && format != FormatName.PADES) {
      return words.say("refused.look", format.text());
    }
    return format.naming() && !AdesFormat.canName(name) ? words.say("refused.name") : null;
  }

  Format get(FormatName name) {
    return Objects.requireNonNull(all.get(name));
  }
}
