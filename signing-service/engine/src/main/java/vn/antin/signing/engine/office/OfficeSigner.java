package vn.antin.signing.engine.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.PreparedSignature;

/**
 * Signs .docx, .xlsx and .pptx. A document that carries signatures gets one more. Thread-safe;
 * document sources are used by the calling thread only. Documents are held in memory: at most 64
 * MiB, 256 MiB unpacked.
 */
public final class OfficeSigner {

  private static final String FORMAT = "ooxml";

  private final InstantSource clock;
  private final @Nullable LongTerm ports;

  /**
   * A signer.
   *
   * @param ports what levels above B-B need; null when only B-B is offered
   */
  public OfficeSigner(InstantSource clock, @Nullable LongTerm ports) {
    this.clock = clock;
    this.ports = ports;
  }

  /**
   * Computes what is to be signed; the signing time is now, in whole seconds.
   *
   * @throws EngineException SOURCE_UNREADABLE when the source fails; a document that cannot be
   *     signed is a return value
   */
  public Preparation prepare(DocumentSource document, OfficeRequest request) {
    if (request.level() == Level.B_LTA || (request.level() != Level.B_B && ports == null)) {
      return new Refused(Reason.LEVEL_NOT_OFFERED, request.level().text());
    }
    if (XmlAlgorithm.uri(request.signer().algorithm()) == null) {
      return new Refused(Reason.ALGORITHM_NOT_ALLOWED, request.signer().algorithm().name());
    }
    Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    OfficeState state = new OfficeState(request, time);
    try {
      Refused refused = OfficePackage.refusal(document);
      if (refused != null) {
        return refused;
      }
      byte[] bytes = OfficePackage.bytes(document);
      try (OfficeSigning signing = new OfficeSigning(bytes, state, proofs())) {
        return new Preparation.Prepared(
            new PreparedSignature(
                FORMAT,
                request.signer(),
                signing.bytesToSign(),
                Hash.sha256(bytes),
                state.encoded()));
      }
    } catch (InvalidFormatException e) {
      return new Refused(Reason.WRONG_FORMAT, e.toString());
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    } catch (XMLSignatureException | MarshalException | RuntimeException | StackOverflowError e) {
      return new Refused(Reason.BROKEN, e.toString());
    }
  }

  /**
   * Writes the signed document. The value is verified with the certificate before anything else,
   * and the document must be the one that was prepared.
   *
   * <p>When a time-stamp or revocation data cannot be had, the prepared signature can be completed
   * later with the same value.
   *
   * @param value ECDSA values in DER form
   * @throws EngineException when the source fails or changed since it was prepared, or the output
   *     fails; then what was written must be thrown away
   */
  public Completion complete(
      DocumentSource document, PreparedSignature prepared, byte[] value, OutputStream out) {
    if (!prepared.format().equals(FORMAT)) {
      throw foreign("Expected a prepared signature of ooxml, found " + prepared.format());
    }
    OfficeState state = OfficeState.decode(prepared.state(), prepared.signer());
    if (!prepared.redeem()) {
      return new Completion.Refused(Completion.Reason.ALREADY_REDEEMED);
    }
    if (!prepared.verifies(value)) {
      return new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE);
    }
    OfficeProofs proofs = proofs();
    byte[] signed;
    try {
      byte[] bytes = OfficePackage.bytes(document);
      if (!Hash.sha256(bytes).equals(prepared.documentDigest())) {
        throw new EngineException(
            EngineException.Fault.SOURCE_CHANGED,
            "The document is not the one that was prepared",
            null);
      }
      signed = signed(bytes, state, prepared, value, proofs);
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      Completion.Reason trouble = proofs.trouble();
      if (trouble == null) {
        throw e;
      }
      prepared.giveBack();
      return new Completion.Refused(trouble);
    }
    try {
      out.write(signed);
      out.flush();
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Fault.OUTPUT_FAILED, "The signed document cannot be written", e);
    }
    return new Completion.Completed(signed.length, Hash.sha256(signed));
  }

  private static byte[] signed(
      byte[] bytes,
      OfficeState state,
      PreparedSignature prepared,
      byte[] value,
      OfficeProofs proofs)
      throws IOException {
    try (OfficeSigning signing = new OfficeSigning(bytes, state, proofs)) {
      if (!Arrays.equals(signing.bytesToSign(), prepared.bytesToSign())) {
        throw foreign("Prepared by another version");
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + 32 * 1024);
      signing.finish(
          XmlAlgorithm.value(prepared.signer().certificate().getPublicKey(), value), whole);
      return whole.toByteArray();
    } catch (InvalidFormatException | XMLSignatureException | MarshalException e) {
      throw new IllegalStateException("A document that was prepared can be completed", e);
    }
  }

  private OfficeProofs proofs() {
    return new OfficeProofs(ports, clock.instant());
  }

  private static EngineException foreign(String message) {
    return new EngineException(EngineException.Fault.NOT_A_PREPARED_SIGNATURE, message, null);
  }
}
