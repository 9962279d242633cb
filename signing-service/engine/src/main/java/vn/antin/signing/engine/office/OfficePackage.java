package vn.antin.signing.engine.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;
import vn.antin.signing.engine.container.ContainerFault;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlFault;
import vn.antin.signing.engine.xml.XmlInspection;
import vn.antin.signing.engine.xml.XmlLimits;

/** What POI may see of an office document. */
final class OfficePackage {

  /** POI holds a package in memory, packed and unpacked. */
  static final ContainerLimits LIMITS = new ContainerLimits(64L << 20, 5_000, 256L << 20, 200);

  private OfficePackage() {}

  /** Null when POI may open it. */
  static @Nullable Refused refusal(DocumentSource document) throws IOException {
    return switch (Container.open(document, LIMITS)) {
      case ContainerOpening.Refused(ContainerFault fault, String detail) ->
          new Refused(
              switch (fault) {
                case NOT_ZIP -> Reason.WRONG_FORMAT;
                case DAMAGED, UNSUPPORTED -> Reason.BROKEN;
                case TOO_LARGE -> Reason.TOO_LARGE;
                case TOO_MANY_ENTRIES, BOMB, DUPLICATE_NAME, BAD_NAME -> Reason.HOSTILE;
              },
              fault + ": " + detail);
      case ContainerOpening.Opened(Container container) -> inside(container);
    };
  }

  private static @Nullable Refused inside(Container container) throws IOException {
    if (container.entry("[Content_Types].xml").isEmpty()) {
      return new Refused(Reason.WRONG_FORMAT, "No [Content_Types].xml");
    }
    XmlEntry xml = new XmlEntry(XmlLimits.DEFAULT);
    for (ContainerEntry entry : container.entries()) {
      if (!parsed(entry.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      if (entry.size() > XmlLimits.DEFAULT.bytes()) {
        return new Refused(Reason.TOO_LARGE, entry.name());
      }
      byte[] bytes = container.bytes(entry, (int) XmlLimits.DEFAULT.bytes());
      if (xml.inspect(DocumentSource.of(bytes))
          instanceof XmlInspection.Refused(XmlFault fault, String detail)) {
        return new Refused(
            fault == XmlFault.NOT_XML ? Reason.BROKEN : Reason.HOSTILE,
            "%s: %s: %s".formatted(entry.name(), fault, detail));
      }
    }
    return null;
  }

  /** Parts that are read as XML to sign; all others are only hashed. */
  private static boolean parsed(String name) {
    return name.equals("[content_types].xml")
        || name.endsWith(".rels")
        || (name.endsWith(".xml")
            && (name.startsWith("docprops/") || name.startsWith("_xmlsignatures/")));
  }

  static byte[] bytes(DocumentSource document) throws IOException {
    try (InputStream in = document.stream()) {
      return in.readAllBytes();
    }
  }
}
