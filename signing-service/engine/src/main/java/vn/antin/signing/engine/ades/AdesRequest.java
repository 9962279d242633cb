package vn.antin.signing.engine.ades;

import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.xml.XmlInspection;

/** How documents are to be signed. */
public sealed interface AdesRequest {

  Signer signer();

  Level level();

  Claims claims();

  /**
   * XAdES, a signature that is XML.
   *
   * @param packaging where the signature stands in regard to what is signed
   */
  record Xades(Signer signer, Level level, Claims claims, XadesPackaging packaging)
      implements AdesRequest {}

  /** Where an XML signature stands. */
  enum XadesPackaging {
    /** Inside the one XML document that it signs; earlier signatures in it stay valid. */
    ENVELOPED,
    /** In the {@code DigitalSignature} of an edXML envelope (QCVN 102:2016/BTTTT). */
    EDXML,
    /** Around the documents, which it holds in base64. */
    ENVELOPING,
    /** In a file of its own, naming the documents. */
    DETACHED;

    /** Where a signature stands inside of XML of this kind. */
    public static XadesPackaging within(XmlInspection.Sound xml) {
      return EdXml.isEnvelope(xml) ? EDXML : ENVELOPED;
    }
  }

  /**
   * CAdES, a signature that is CMS.
   *
   * @param attached whether the document is inside the signature
   * @param parallel adds a signer to a CMS: the first document is the CMS, the second, for one that
   *     is not attached, its content
   */
  record Cades(Signer signer, Level level, Claims claims, boolean attached, boolean parallel)
      implements AdesRequest {}

  /**
   * JAdES, a signature that is a JWS (RFC 7515).
   *
   * @param parallel adds a signature to a JWS in JSON form: the first document is the JWS, the
   *     others, for a detached one, its content
   */
  record Jades(Signer signer, Level level, Claims claims, JadesForm form, boolean parallel)
      implements AdesRequest {}

  /** How a JWS is written. */
  enum JadesForm {
    /** One line, for headers and addresses; level B-B only. */
    COMPACT,
    /** JSON with the document inside. */
    JSON,
    /** JSON that names the documents and their hashes ({@code sigD}). */
    DETACHED
  }

  /** ASiC, a ZIP with documents and signatures; a container given alone is signed once more. */
  record Asic(Signer signer, Level level, Claims claims, AsicKind kind) implements AdesRequest {}

  /** Kinds of ASiC containers: S for one document, E for many. */
  enum AsicKind {
    S_XADES,
    S_CADES,
    E_XADES,
    E_CADES;

    boolean xades() {
      return this == S_XADES || this == E_XADES;
    }

    boolean simple() {
      return this == S_XADES || this == S_CADES;
    }
  }

  /** OpenDocument (.odt, .ods, .odp), signed so that office programs show it. */
  record OpenDocument(Signer signer, Level level, Claims claims) implements AdesRequest {}

  /**
   * A signature on a signature. The first document holds the signature, those that follow are what
   * it signs from outside.
   *
   * @param signature which one, counted from 0 as they stand in the document
   */
  record Counter(Signer signer, Level level, Claims claims, int signature) implements AdesRequest {

    public Counter {
      if (signature < 0) {
        throw new IllegalArgumentException("Expected a count from 0, found " + signature);
      }
    }
  }
}
