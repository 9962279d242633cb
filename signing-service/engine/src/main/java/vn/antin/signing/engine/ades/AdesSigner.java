package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.SignatureValue;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.PreparedSignature;

/**
 * Signs XML, files, JSON and containers with XAdES, CAdES, JAdES and ASiC. Thread-safe; document
 * sources are used by the calling thread only.
 *
 * <p>Documents that are only hashed are streamed. Documents that become part of a signature are
 * held in memory up to 32 MiB, XML that is parsed up to 16 MiB; larger ones are refused.
 */
public final class AdesSigner {

  private static final String FORMAT = "ades";

  private final InstantSource clock;
  private final @Nullable LongTerm ports;
  private final Admission admission = new Admission();

  /**
   * A signer.
   *
   * @param ports what levels above B-B need; null when only B-B is offered
   */
  public AdesSigner(InstantSource clock, @Nullable LongTerm ports) {
    this.clock = clock;
    this.ports = ports;
  }

  /**
   * Computes what is to be signed; the signing time is now, in whole seconds.
   *
   * @param documents what the request speaks of, each with another name
   * @throws EngineException SOURCE_UNREADABLE when a source fails; documents that cannot be signed
   *     are a return value
   */
  public Preparation prepare(List<NamedDocument> documents, AdesRequest request) {
    Refused impossible = impossible(request);
    if (impossible != null) {
      return impossible;
    }
    Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      Refused refused = admission.of(documents, request);
      if (refused != null) {
        return refused;
      }
      State state = new State(request, time, documents.stream().map(NamedDocument::name).toList());
      byte[] bytes = job(documents, state, new Findings()).bytesToSign();
      return new Preparation.Prepared(
          new PreparedSignature(
              FORMAT, request.signer(), bytes, DocumentsDigest.of(documents), state.encoded()));
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    } catch (EngineException e) {
      throw e;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return new Refused(Reason.WRONG_FORMAT, e.toString());
    } catch (RuntimeException | StackOverflowError e) {
      return new Refused(Reason.BROKEN, e.toString());
    }
  }

  private @Nullable Refused impossible(AdesRequest request) {
    if (request.level() != Level.B_B && ports == null) {
      return new Refused(Reason.LEVEL_NOT_OFFERED, "No time-stamps and revocation data");
    }
    if (request.level() != Level.B_B
        && request instanceof AdesRequest.Jades(_, _, _, var form, _)
        && form == AdesRequest.JadesForm.COMPACT) {
      return new Refused(Reason.LEVEL_NOT_OFFERED, "A JWS in one line has no unsigned part");
    }
    if (request.level() != Level.B_B && request instanceof AdesRequest.Counter) {
      return new Refused(
          Reason.LEVEL_NOT_OFFERED, "A counter signature is made at B-B; augment the document");
    }
    return DssAlgorithm.allowed(request.signer().algorithm(), request)
        ? null
        : new Refused(Reason.ALGORITHM_NOT_ALLOWED, request.signer().algorithm().name());
  }

  private Job job(List<NamedDocument> documents, State state, Findings findings)
      throws IOException {
    Workbench bench =
        Workbench.of(ports, findings, state.request().signer().chain(), clock.instant());
    return new Jobs(bench)
        .of(dss(documents, state.request()), state.request(), state.signingTime());
  }

  private static List<DSSDocument> dss(List<NamedDocument> documents, AdesRequest request)
      throws IOException {
    if (documents.getFirst().source() instanceof HashedSource hashed) {
      return List.of(hashed.document(documents.getFirst().name()));
    }
    List<SourceDocument> sources = documents.stream().map(SourceDocument::new).toList();
    if (request instanceof AdesRequest.Xades xades
        && xades.packaging() == AdesRequest.XadesPackaging.EDXML) {
      return EdXml.withPlace(sources);
    }
    if (request instanceof AdesRequest.Cades cades && !cades.attached()) {
      // The content is the last; DSS would hold it.
      List<DSSDocument> hashed = new ArrayList<>(sources);
      hashed.set(
          sources.size() - 1,
          sources
              .getLast()
              .onlyHashed(
                  DssAlgorithm.digest(request.signer().algorithm()), request.level() != Level.B_B));
      return List.copyOf(hashed);
    }
    return List.copyOf(sources);
  }

  /**
   * Writes the signed document, container or signature. The value is verified with the certificate
   * before anything else, and the documents must be those that were prepared.
   *
   * <p>When a time-stamp or revocation data cannot be had, the prepared signature can be completed
   * later with the same value.
   *
   * @param documents as they were prepared, in the same order
   * @param value ECDSA values in DER form
   * @throws EngineException when a source fails or changed since it was prepared, or the output
   *     fails; then what was written must be thrown away
   */
  public Completion complete(
      List<NamedDocument> documents, PreparedSignature prepared, byte[] value, OutputStream out) {
    return complete(documents, prepared, state(prepared), value, out);
  }

  /**
   * As {@link #complete(List, PreparedSignature, byte[], OutputStream)}, but at a level below the
   * one that was prepared for: what is left when time-stamps or revocation data cannot be had.
   *
   * @param level at most the prepared one
   */
  public Completion complete(
      List<NamedDocument> documents,
      PreparedSignature prepared,
      Level level,
      byte[] value,
      OutputStream out) {
    State state = state(prepared);
    if (!state.request().level().atLeast(level)) {
      throw new IllegalArgumentException(
          "Prepared for %s, not for %s".formatted(state.request().level(), level));
    }
    return complete(documents, prepared, state.at(level), value, out);
  }

  private static State state(PreparedSignature prepared) {
    if (!prepared.format().equals(FORMAT)) {
      throw foreign("Expected a prepared signature of ades, found " + prepared.format());
    }
    return State.decode(prepared.state(), prepared.signer());
  }

  private Completion complete(
      List<NamedDocument> documents,
      PreparedSignature prepared,
      State state,
      byte[] value,
      OutputStream out) {
    if (!prepared.redeem()) {
      return new Completion.Refused(Completion.Reason.ALREADY_REDEEMED);
    }
    if (!prepared.verifies(value)) {
      return new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE);
    }
    Findings findings = new Findings();
    try {
      if (!documents.stream().map(NamedDocument::name).toList().equals(state.names())
          || !DocumentsDigest.of(documents).equals(prepared.documentDigest())) {
        throw new EngineException(
            EngineException.Fault.SOURCE_CHANGED,
            "The documents are not those that were prepared",
            null);
      }
      Job job = job(documents, state, findings);
      if (!Arrays.equals(job.bytesToSign(), prepared.bytesToSign())) {
        throw foreign("Prepared by another version");
      }
      SignatureAlgorithm algorithm =
          Objects.requireNonNull(DssAlgorithm.signature(prepared.algorithm()));
      DSSDocument signed = job.sign(new SignatureValue(algorithm, value));
      return DigestingOutput.write(signed, out);
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      Completion.Reason trouble = findings.trouble();
      if (trouble == null) {
        throw e;
      }
      prepared.giveBack();
      return new Completion.Refused(trouble);
    }
  }

  private static EngineException foreign(String message) {
    return new EngineException(EngineException.Fault.NOT_A_PREPARED_SIGNATURE, message, null);
  }
}
