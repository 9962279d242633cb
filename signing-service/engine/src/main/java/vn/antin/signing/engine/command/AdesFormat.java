package vn.antin.signing.engine.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.ades.AdesRequest;
import vn.antin.signing.engine.ades.AdesRequest.AsicKind;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.engine.ades.AdesSigner;
import vn.antin.signing.engine.ades.Claims;
import vn.antin.signing.engine.ades.NamedDocument;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerFault;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;

/** XML, any file, JSON, containers and OpenDocument. */
final class AdesFormat implements Format {

  private static final String UNNAMED = "document";

  private final AdesSigner ades;
  private final AdesRequest request;
  private final boolean naming;

  private AdesFormat(AdesSigner ades, AdesRequest request, boolean naming) {
    this.ades = ades;
    this.request = request;
    this.naming = naming;
  }

  /** One of the formats that neither PDF nor office documents have. */
  static AdesFormat of(FormatName name, AdesSigner ades, SignOptions options, Signer signer) {
    return new AdesFormat(
        ades,
        request(name, signer, options.level(), new Claims(options.roles(), options.location())),
        name.naming());
  }

  private static AdesRequest request(FormatName name, Signer signer, Level level, Claims claims) {
    return switch (name) {
      case XADES -> new AdesRequest.Xades(signer, level, claims, XadesPackaging.ENVELOPED);
      case EDXML -> new AdesRequest.Xades(signer, level, claims, XadesPackaging.EDXML);
      case XADES_ENVELOPING ->
          new AdesRequest.Xades(signer, level, claims, XadesPackaging.ENVELOPING);
      case XADES_DETACHED -> new AdesRequest.Xades(signer, level, claims, XadesPackaging.DETACHED);
      case CADES -> new AdesRequest.Cades(signer, level, claims, true, false);
      case CADES_DETACHED -> new AdesRequest.Cades(signer, level, claims, false, false);
      case JADES -> new AdesRequest.Jades(signer, level, claims, JadesForm.JSON, false);
      case JADES_COMPACT -> new AdesRequest.Jades(signer, level, claims, JadesForm.COMPACT, false);
      case JADES_DETACHED ->
          new AdesRequest.Jades(signer, level, claims, JadesForm.DETACHED, false);
      case ASIC_E -> new AdesRequest.Asic(signer, level, claims, AsicKind.E_XADES);
      case ASIC_E_CADES -> new AdesRequest.Asic(signer, level, claims, AsicKind.E_CADES);
      case ASIC_S -> new AdesRequest.Asic(signer, level, claims, AsicKind.S_XADES);
      case ASIC_S_CADES -> new AdesRequest.Asic(signer, level, claims, AsicKind.S_CADES);
      case ODF -> new AdesRequest.OpenDocument(signer, level, claims);
      case PADES, OOXML -> throw new IllegalArgumentException(name.text());
    };
  }

  /** Whether a document of this name can be told of in a signature. */
  static boolean canName(String name) {
    try {
      return !new NamedDocument(name, DocumentSource.of(new byte[0])).name().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Preparation prepare(String name, DocumentSource document) {
    return ades.prepare(named(name, document), request);
  }

  @Override
  public Completion complete(
      String name,
      DocumentSource document,
      PreparedSignature prepared,
      byte[] value,
      OutputStream out) {
    return ades.complete(named(name, document), prepared, value, out);
  }

  /** A file that packs too well makes a container that looks like one made to burst. */
  @Override
  public @Nullable String flaw(DocumentSource made) throws IOException {
    return request instanceof AdesRequest.Asic
            && Container.open(made, ContainerLimits.DEFAULT)
                instanceof ContainerOpening.Refused(ContainerFault fault, String detail)
        ? fault + ": " + detail
        : null;
  }

  private List<NamedDocument> named(String name, DocumentSource document) {
    return List.of(new NamedDocument(naming ? name : UNNAMED, document));
  }
}
