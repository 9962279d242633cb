package vn.antin.signing.engine.ades;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;
import vn.antin.signing.engine.container.ContainerFault;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;
import vn.antin.signing.engine.json.JsonEntry;
import vn.antin.signing.engine.json.JsonInspection;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlFault;
import vn.antin.signing.engine.xml.XmlInspection;
import vn.antin.signing.engine.xml.XmlLimits;

/**
 * What DSS may see: documents of the right kind, within bounds. What is only hashed may be large;
 * what is held in memory or parsed may not.
 */
final class Admission {

  /** Documents that DSS holds: inside of a CMS or a JWS, or in base64 in XML. */
  static final long LARGEST_HELD = 32L << 20;

  /** Documents that are only hashed, in a row. */
  static final long LARGEST_HASHED = 4L << 30;

  /** Documents beside a signature that is read again: DSS may hold them. */
  static final long LARGEST_BESIDE = 256L << 20;

  private static final int MOST_DOCUMENTS = 1_000;
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  private final XmlEntry xml = new XmlEntry(XmlLimits.DEFAULT);

  /** Null when the documents may be signed so. */
  @Nullable Refused of(List<NamedDocument> documents, AdesRequest request) throws IOException {
    if (documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
      return new Refused(Reason.TOO_LARGE, "%d documents".formatted(documents.size()));
    }
    if (documents.stream().map(NamedDocument::name).distinct().count() < documents.size()) {
      return new Refused(Reason.WRONG_FORMAT, "Two documents of one name");
    }
    DocumentSource first = documents.getFirst().source();
    if (documents.stream().anyMatch(each -> each.source() instanceof HashedSource)) {
      return hashed(documents, request);
    }
    return switch (request) {
      case AdesRequest.Xades xades ->
          switch (xades.packaging()) {
            case ENVELOPED -> one(documents) ? xml(first, false) : onlyOne(documents);
            case EDXML -> one(documents) ? xml(first, true) : onlyOne(documents);
            case ENVELOPING -> referred(documents, LARGEST_HELD);
            case DETACHED -> referred(documents, LARGEST_HASHED);
          };
      case AdesRequest.Cades cades -> cades(documents, cades);
      case AdesRequest.Jades jades -> jades(documents, jades);
      case AdesRequest.Asic asic -> asic(documents, asic);
      case AdesRequest.OpenDocument _ -> one(documents) ? openDocument(first) : onlyOne(documents);
      case AdesRequest.Counter _ -> signed(documents);
    };
  }

  /** A hash alone: its signature stands apart, and nothing later needs the document. */
  private static @Nullable Refused hashed(List<NamedDocument> documents, AdesRequest request) {
    boolean apart =
        switch (request) {
          case AdesRequest.Xades xades -> xades.packaging() == AdesRequest.XadesPackaging.DETACHED;
          case AdesRequest.Cades cades -> !cades.attached() && !cades.parallel();
          case AdesRequest.Jades jades ->
              jades.form() == AdesRequest.JadesForm.DETACHED && !jades.parallel();
          case AdesRequest.Asic _, AdesRequest.OpenDocument _, AdesRequest.Counter _ -> false;
        };
    if (!apart || !one(documents)) {
      return new Refused(Reason.WRONG_FORMAT, "A hash is signed apart, by itself");
    }
    if (request.level().atLeast(Level.B_LT)) {
      return new Refused(Reason.LEVEL_NOT_OFFERED, "Above B-T the document is needed");
    }
    return documents.getFirst().source() instanceof HashedSource source
            && source.algorithm().equals(request.signer().algorithm().digest())
        ? null
        : new Refused(Reason.ALGORITHM_NOT_ALLOWED, "The hash is not of the signature's digest");
  }

  /** A signed document of any of these formats, then what it signs from outside. */
  @Nullable Refused signed(List<NamedDocument> documents) throws IOException {
    DocumentSource first = documents.getFirst().source();
    Refused refused =
        switch (Magic.of(first)) {
          case ZIP -> container(first);
          case XML -> xml(first, false);
          case JSON -> json(first);
          case CMS -> held(first);
          case COMPACT, OTHER ->
              new Refused(Reason.WRONG_FORMAT, "No signed XML, CMS, JSON or container");
        };
    return refused != null
        ? refused
        : sized(documents.subList(1, documents.size()), LARGEST_BESIDE);
  }

  private @Nullable Refused cades(List<NamedDocument> documents, AdesRequest.Cades request)
      throws IOException {
    DocumentSource first = documents.getFirst().source();
    if (request.parallel()) {
      if (Magic.of(first) != Magic.CMS) {
        return new Refused(Reason.WRONG_FORMAT, "Expected a CMS to add a signer to");
      }
      int expected = request.attached() ? 1 : 2;
      if (documents.size() != expected) {
        return new Refused(
            Reason.WRONG_FORMAT,
            "Expected %d documents, found %d".formatted(expected, documents.size()));
      }
      Refused refused = held(first);
      return refused != null ? refused : sized(documents, LARGEST_HASHED);
    }
    if (!one(documents)) {
      return onlyOne(documents);
    }
    return sized(documents, request.attached() ? LARGEST_HELD : LARGEST_HASHED);
  }

  private @Nullable Refused jades(List<NamedDocument> documents, AdesRequest.Jades request)
      throws IOException {
    DocumentSource first = documents.getFirst().source();
    boolean detached = request.form() == AdesRequest.JadesForm.DETACHED;
    if (!detached && !one(documents)) {
      return onlyOne(documents);
    }
    if (request.parallel()) {
      if (request.form() == AdesRequest.JadesForm.COMPACT) {
        return new Refused(Reason.WRONG_FORMAT, "A JWS in one line has room for one signature");
      }
      Refused refused = Magic.of(first) == Magic.JSON ? json(first) : notJws();
      return refused != null ? refused : sized(documents, LARGEST_HELD);
    }
    // DSS would take a JWS given as the document for one to add a signature to.
    if (one(documents) && looksLikeJws(first)) {
      return new Refused(Reason.WRONG_FORMAT, "A JWS; ask for a parallel signature");
    }
    return sized(documents, LARGEST_HELD);
  }

  private static Refused notJws() {
    return new Refused(Reason.WRONG_FORMAT, "Expected a JWS in JSON form");
  }

  private static boolean looksLikeJws(DocumentSource source) throws IOException {
    if (source.length() > LARGEST_HELD) {
      return false;
    }
    return switch (Magic.of(source)) {
      case COMPACT -> true;
      case JSON -> {
        String text = new String(bytes(source), StandardCharsets.UTF_8);
        yield text.contains("\"signatures\"")
            || (text.contains("\"signature\"") && text.contains("\"protected\""));
      }
      default -> false;
    };
  }

  private @Nullable Refused asic(List<NamedDocument> documents, AdesRequest.Asic request)
      throws IOException {
    if (documents.stream().anyMatch(document -> reserved(document.name()))) {
      return new Refused(Reason.WRONG_FORMAT, "A name that a container keeps for itself");
    }
    if (request.kind().simple() && !one(documents)) {
      return onlyOne(documents);
    }
    DocumentSource first = documents.getFirst().source();
    if (one(documents) && Magic.of(first) == Magic.ZIP) {
      return container(first);
    }
    long limit = ContainerLimits.DEFAULT.bytes();
    return request.kind().xades() ? referred(documents, limit) : sized(documents, limit);
  }

  /** DSS builds a tree of whatever begins like XML, even where it is only hashed. */
  private @Nullable Refused referred(List<NamedDocument> documents, long limit) throws IOException {
    for (NamedDocument document : documents) {
      if (Magic.beginsLikeXml(document.source())
          && xml(document.source(), false) instanceof Refused(Reason reason, String detail)) {
        return new Refused(reason, detail + "; CAdES does not read it");
      }
    }
    return sized(documents, limit);
  }

  private static boolean reserved(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.equals("mimetype") || folded.startsWith("meta-inf/");
  }

  private @Nullable Refused openDocument(DocumentSource source) throws IOException {
    if (Magic.of(source) != Magic.ZIP) {
      return new Refused(Reason.WRONG_FORMAT, "Not a container");
    }
    return switch (Container.open(source, ContainerLimits.DEFAULT)) {
      case ContainerOpening.Refused(ContainerFault fault, String detail) -> refused(fault, detail);
      case ContainerOpening.Opened(Container container) -> {
        ContainerEntry type = container.entry("mimetype").orElse(null);
        boolean fits =
            type != null
                && type.size() < 200
                && new String(container.bytes(type, 200), StandardCharsets.US_ASCII)
                    .startsWith(OPEN_DOCUMENT);
        yield fits
            ? inside(container)
            : new Refused(Reason.WRONG_FORMAT, "No OpenDocument mimetype");
      }
    };
  }

  private @Nullable Refused container(DocumentSource source) throws IOException {
    return switch (Container.open(source, ContainerLimits.DEFAULT)) {
      case ContainerOpening.Refused(ContainerFault fault, String detail) -> refused(fault, detail);
      case ContainerOpening.Opened(Container container) -> inside(container);
    };
  }

  /** Signatures and manifests in a container are parsed: they pass the same entries. */
  private @Nullable Refused inside(Container container) throws IOException {
    for (ContainerEntry entry : container.entries()) {
      String name = entry.name().toLowerCase(Locale.ROOT);
      if (!name.startsWith("meta-inf/") || entry.folder()) {
        continue;
      }
      if (entry.size() > LARGEST_HELD) {
        return new Refused(Reason.TOO_LARGE, entry.name());
      }
      if (name.endsWith(".xml")) {
        byte[] bytes = container.bytes(entry, (int) LARGEST_HELD);
        Refused refused = xml(DocumentSource.of(bytes), false);
        if (refused != null) {
          return refused;
        }
      }
    }
    return null;
  }

  private @Nullable Refused xml(DocumentSource source, boolean envelope) throws IOException {
    return switch (xml.inspect(source)) {
      case XmlInspection.Refused(XmlFault fault, String detail) ->
          new Refused(
              switch (fault) {
                case NOT_XML -> Reason.WRONG_FORMAT;
                case TOO_LARGE -> Reason.TOO_LARGE;
                case DOCUMENT_TYPE, TOO_DEEP, TOO_MANY, AMBIGUOUS_REFERENCE, FORBIDDEN_TRANSFORM ->
                    Reason.HOSTILE;
              },
              fault + ": " + detail);
      case XmlInspection.Sound sound ->
          !envelope || EdXml.isEnvelope(sound)
              ? null
              : new Refused(
                  Reason.WRONG_FORMAT,
                  "Expected an edXMLEnvelope, found {%s}%s"
                      .formatted(sound.rootNamespace(), sound.rootName()));
    };
  }

  private static @Nullable Refused json(DocumentSource source) throws IOException {
    if (source.length() > JsonEntry.LARGEST) {
      return new Refused(Reason.TOO_LARGE, "%d bytes of JSON".formatted(source.length()));
    }
    JsonInspection inspection = JsonEntry.inspect(bytes(source));
    return switch (inspection) {
      case SOUND -> null;
      case NOT_JSON -> new Refused(Reason.WRONG_FORMAT, "Not JSON");
      case TOO_LARGE -> new Refused(Reason.TOO_LARGE, "JSON");
      case TOO_DEEP, DUPLICATE_MEMBER -> new Refused(Reason.HOSTILE, inspection.name());
    };
  }

  private static byte[] bytes(DocumentSource source) throws IOException {
    try (InputStream in = source.stream()) {
      return in.readAllBytes();
    }
  }

  private static Refused refused(ContainerFault fault, String detail) {
    Reason reason =
        switch (fault) {
          case NOT_ZIP -> Reason.WRONG_FORMAT;
          case DAMAGED, UNSUPPORTED -> Reason.BROKEN;
          case TOO_LARGE -> Reason.TOO_LARGE;
          case TOO_MANY_ENTRIES, BOMB, DUPLICATE_NAME, BAD_NAME -> Reason.HOSTILE;
        };
    return new Refused(reason, fault + ": " + detail);
  }

  private static boolean one(List<NamedDocument> documents) {
    return documents.size() == 1;
  }

  private static Refused onlyOne(List<NamedDocument> documents) {
    return new Refused(
        Reason.WRONG_FORMAT, "Expected one document, found %d".formatted(documents.size()));
  }

  private static @Nullable Refused held(DocumentSource source) throws IOException {
    return source.length() > LARGEST_HELD
        ? new Refused(Reason.TOO_LARGE, "%d bytes".formatted(source.length()))
        : null;
  }

  private static @Nullable Refused sized(List<NamedDocument> documents, long limit)
      throws IOException {
    long total = 0;
    for (NamedDocument document : documents) {
      total += document.source().length();
    }
    return total > limit
        ? new Refused(Reason.TOO_LARGE, "%d bytes, at most %d".formatted(total, limit))
        : null;
  }
}
