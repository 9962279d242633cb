package vn.antin.signing.engine.validation;

import java.io.IOException;
import java.util.Optional;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;
import vn.antin.signing.engine.container.ContainerFault;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;
import vn.antin.signing.engine.json.JsonEntry;
import vn.antin.signing.engine.json.JsonInspection;
import vn.antin.signing.engine.validation.Validation.Reason;
import vn.antin.signing.engine.validation.coverage.Prefix;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlFault;
import vn.antin.signing.engine.xml.XmlInspection;
import vn.antin.signing.engine.xml.XmlLimits;

/**
 * Says what a file is and looks at it within limits before anybody builds a tree of it: entities,
 * nesting, bombs, two entries or members of one name.
 */
final class SafeEntry {

  private static final int LARGEST_SIGNATURES = 16 << 20;

  /** What a look at a file gave. */
  sealed interface Look {

    record Sound(Format format) implements Look {}

    record Refused(Validation.Refused refusal) implements Look {}
  }

  private final XmlEntry xml = new XmlEntry(XmlLimits.DEFAULT);

  Look look(byte[] file) throws IOException {
    if (Format.isContainer(file)) {
      return container(file);
    }
    Optional<Format> format = Format.of(file);
    if (format.isEmpty()) {
      return unknown();
    }
    Optional<Validation.Refused> refusal =
        switch (format.get()) {
          case XML -> xml(file);
          case JWS -> json(file);
          default -> Optional.empty();
        };
    return refusal.<Look>map(Look.Refused::new).orElse(new Look.Sound(format.get()));
  }

  private static Look unknown() {
    return new Look.Refused(
        new Validation.Refused(Reason.UNKNOWN_FORMAT, "No format that carries signatures"));
  }

  private Optional<Validation.Refused> xml(byte[] bytes) throws IOException {
    return xml.inspect(new Prefix(bytes, bytes.length))
            instanceof XmlInspection.Refused(XmlFault fault, String detail)
        ? Optional.of(new Validation.Refused(reason(fault), fault + ": " + detail))
        : Optional.empty();
  }

  private static Reason reason(XmlFault fault) {
    return switch (fault) {
      case NOT_XML, DOCUMENT_TYPE, FORBIDDEN_TRANSFORM -> Reason.BROKEN;
      case TOO_LARGE, TOO_DEEP, TOO_MANY -> Reason.TOO_COMPLEX;
      case AMBIGUOUS_REFERENCE -> Reason.AMBIGUOUS;
    };
  }

  private static Optional<Validation.Refused> json(byte[] file) {
    if (file.length > 0 && file[0] == 'e') {
      return Optional.empty(); // compact: three parts in base64url
    }
    JsonInspection inspection = JsonEntry.inspect(file);
    return switch (inspection) {
      case SOUND -> Optional.empty();
      case NOT_JSON -> refused(Reason.BROKEN, inspection);
      case TOO_LARGE, TOO_DEEP -> refused(Reason.TOO_COMPLEX, inspection);
      case DUPLICATE_MEMBER -> refused(Reason.AMBIGUOUS, inspection);
    };
  }

  private static Optional<Validation.Refused> refused(Reason reason, JsonInspection inspection) {
    return Optional.of(new Validation.Refused(reason, inspection.toString()));
  }

  private Look container(byte[] file) throws IOException {
    return switch (Container.open(new Prefix(file, file.length), ContainerLimits.DEFAULT)) {
      case ContainerOpening.Refused(ContainerFault fault, String detail) ->
          new Look.Refused(new Validation.Refused(reason(fault), fault + ": " + detail));
      case ContainerOpening.Opened(Container container) -> {
        for (ContainerEntry entry : container.entries()) {
          if (entry.name().endsWith(".xml") && entry.name().contains("META-INF/")) {
            Optional<Validation.Refused> refusal = xml(container.bytes(entry, LARGEST_SIGNATURES));
            if (refusal.isPresent()) {
              yield new Look.Refused(refusal.get());
            }
          }
        }
        yield Format.of(container).<Look>map(Look.Sound::new).orElseGet(SafeEntry::unknown);
      }
    };
  }

  private static Reason reason(ContainerFault fault) {
    return switch (fault) {
      case NOT_ZIP, DAMAGED, UNSUPPORTED -> Reason.BROKEN;
      case TOO_LARGE, TOO_MANY_ENTRIES, BOMB -> Reason.TOO_COMPLEX;
      case DUPLICATE_NAME, BAD_NAME -> Reason.AMBIGUOUS;
    };
  }
}
