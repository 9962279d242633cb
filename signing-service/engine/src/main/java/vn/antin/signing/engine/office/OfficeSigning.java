package vn.antin.signing.engine.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Date;
import java.util.Objects;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import org.apache.jcp.xml.dsig.internal.dom.DOMSignedInfo;
import org.apache.jcp.xml.dsig.internal.dom.DOMSubTreeData;
import org.apache.poi.ooxml.util.DocumentHelper;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.facets.KeyInfoSignatureFacet;
import org.apache.poi.poifs.crypt.dsig.facets.Office2010SignatureFacet;
import org.apache.poi.poifs.crypt.dsig.facets.XAdESSignatureFacet;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.antin.signing.engine.Level;

/** One document with one signature in the making; not thread-safe. */
final class OfficeSigning implements AutoCloseable {

  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";

  private final OPCPackage document;
  private final SignatureInfo signing = new SignatureInfo();
  private final DOMSignContext context;
  private final byte[] bytesToSign;

  OfficeSigning(byte[] bytes, OfficeState state, OfficeProofs proofs)
      throws IOException, InvalidFormatException, XMLSignatureException, MarshalException {
    document = OPCPackage.open(new ByteArrayInputStream(bytes));
    signing.setOpcPackage(document);
    signing.setSignatureConfig(config(state, proofs));
    Document signature = DocumentHelper.createDocument();
    context = signing.createXMLSignContext(signature);
    context.setProperty("org.jcp.xml.dsig.internal.dom.SignatureProvider", StandIn.PROVIDER);
    DOMSignedInfo signedInfo = signing.preSign(context);
    bytesToSign = canonical(signedInfo, signature);
  }

  private static SignatureConfig config(OfficeState state, OfficeProofs proofs) {
    OfficeRequest request = state.request();
    SignatureConfig config =
        new NamedConfig(Objects.requireNonNull(XmlAlgorithm.uri(request.signer().algorithm())));
    config.setKey(new StandIn(request.signer().algorithm().family()));
    config.setSigningCertificateChain(request.signer().chain());
    config.setDigestAlgo(XmlAlgorithm.digest(request.signer().algorithm()));
    config.setExecutionTime(Date.from(state.signingTime()));
    config.setAllowMultipleSignatures(true);
    if (request.role() != null) {
      config.setXadesRole(request.role());
    }
    config.setSignatureDescription(request.purpose());
    config.addSignatureFacet(new PackageFacet());
    config.addSignatureFacet(new KeyInfoSignatureFacet());
    config.addSignatureFacet(new XAdESSignatureFacet());
    config.addSignatureFacet(new Office2010SignatureFacet());
    if (request.level() != Level.B_B) {
      proofs.addTo(config, request);
    }
    return config;
  }

  private byte[] canonical(DOMSignedInfo signedInfo, Document signature)
      throws XMLSignatureException {
    Element element = (Element) signature.getElementsByTagNameNS(DSIG, "SignedInfo").item(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      signedInfo
          .getCanonicalizationMethod()
          .transform(new DOMSubTreeData(element, true), context, bytes);
    } catch (TransformException e) {
      throw new XMLSignatureException(e);
    }
    return bytes.toByteArray();
  }

  byte[] bytesToSign() {
    return bytesToSign.clone();
  }

  /** Puts the value in, adds what the level asks for, and writes the package. */
  void finish(byte[] value, OutputStream out) throws MarshalException, IOException {
    signing.postSign(context, Base64.getEncoder().encodeToString(value));
    document.save(out);
  }

  @Override
  public void close() {
    document.revert();
  }

  /** POI itself knows only names of RSA. */
  private static final class NamedConfig extends SignatureConfig {

    private final String uri;

    NamedConfig(String uri) {
      this.uri = uri;
    }

    @Override
    public String getSignatureMethodUri() {
      return uri;
    }
  }
}
