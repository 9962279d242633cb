package vn.antin.signing.vgca;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentName;
import vn.antin.signing.document.DocumentWriter;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.validation.coverage.ForeignSignature;
import vn.antin.signing.engine.validation.coverage.ForeignSignature.Result;
import vn.antin.signing.grant.TokenSpending;
import vn.antin.signing.grant.TokenSpending.Begun;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.request.SignatureRequest;
import vn.antin.signing.signature.SigningCondition;
import vn.antin.signing.validation.OwnCheck;
import vn.antin.signing.vgca.VgcaDocument.State;
import vn.antin.signing.web.HeavyWork;

/** Takes signed files, believes nothing of them, and spends what holds. Thread-safe. */
final class VgcaReturns {
  private static final Logger LOG = LoggerFactory.getLogger(VgcaReturns.class);

  private final VgcaRepository repository;
  private final OpenRequests requests;
  private final Documents documents;
  private final Credentials credentials;
  private final People people;
  private final SigningAuthorities authorities;
  private final TokenSpending spending;
  private final OwnCheck check;
  private final List<SigningCondition> conditions;
  private final VgcaTrail trail;
  private final TransactionOperations transaction;
  private final HeavyWork places;
  private final MeterRegistry meters;
  private final long growth;
  private final InstantSource time;

  VgcaReturns(
      VgcaRepository repository,
      OpenRequests requests,
      Documents documents,
      Credentials credentials,
      People people,
      SigningAuthorities authorities,
      TokenSpending spending,
      OwnCheck check,
      List<SigningCondition> conditions,
      VgcaTrail trail,
      TransactionOperations transaction,
      HeavyWork places,
      MeterRegistry meters,
      VgcaProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.requests = requests;
    this.documents = documents;
    this.credentials = credentials;
    this.people = people;
    this.authorities = authorities;
    this.spending = spending;
    this.check = check;
    this.conditions = List.copyOf(conditions);
    this.trail = trail;
    this.transaction = transaction;
    this.places = places;
    this.meters = meters;
    this.growth = properties.growth().toBytes();
    this.time = time;
  }

  /** A file that came back, with all it is measured by. */
  private record Return(
      VgcaJob job,
      VgcaDocument row,
      SignatureRequest request,
      Document document,
      Credential credential) {}

  /**
   * Null when the document is signed now, or what speaks against it. The address is used up either
   * way, unless there was no place to look at the file.
   *
   * @throws SigningException SIGNING_ADDRESS_SPENT for an address that does not serve (any more)
   */
  @Nullable Problem take(String name, HttpServletRequest body) {
    return places.run(() -> {
      var row =
          transaction.execute(_ ->
              repository
                  .giveBack(OneTimeName.hash(name), time.instant())
                  .orElseThrow(
                      () -> Problem.SIGNING_ADDRESS_SPENT.because("nothing is awaited here")));
      var job = repository.find(row.job()).orElseThrow();
      var problem = take(job, row, body);
      if (problem != null) {
        transaction.executeWithoutResult(_ -> {
          repository.refused(row, problem.code());
          trail.refused(job, row.hash(), problem.code());
        });
      }
      transaction.executeWithoutResult(_ -> endWhenDone(job));
      return problem;
    });
  }

  private @Nullable Problem take(VgcaJob job, VgcaDocument row, HttpServletRequest body) {
    try {
      var request = requests.find(job.request()).orElseThrow();
      var back =
          new Return(
              job,
              row,
              request,
              documents
                  .find(request.owner(), row.document())
                  .filter(document -> document.sha256().equals(row.hash()))
                  .orElseThrow(() -> Problem.NOT_FOUND.because("the document is gone")),
              credentials
                  .onTokenOf(job.official(), job.credential())
                  .orElseThrow(() ->
                      Problem.CREDENTIAL_NOT_USABLE.because("credential " + job.credential())));
      judge(back, ReturnedFile.read(body, back.document().size() + growth));
      return null;
    } catch (SigningException e) {
      LOG.info("What came back is refused, job {}: {}", job.id(), e.getMessage());
      return e.problem();
    } catch (IOException | UncheckedIOException e) {
      return Problem.INVALID_REQUEST;
    }
  }

  private void judge(Return back, byte[] file) {
    var document = back.document();
    var result =
        ForeignSignature.judge(
            file,
            Math.toIntExact(document.size()),
            document.sha256().bytes(),
            back.credential().certificate());
    switch (result) {
      case Result.Refused(var reason, var detail) -> throw problem(reason).because(detail);
      case Result.Sound sound -> {
        check.require(file, sound.field());
        conditions.forEach(each -> each.require(document, back.credential()));
        keep(back, file, sound);
      }
    }
  }

  private void keep(Return back, byte[] file, Result.Sound sound) {
    var document = back.document();
    try (var writer =
        documents.write(document.owner(), DocumentName.signed(document.name()), file.length)) {
      writer.write(file, 0, file.length);
      var hash = writer.complete();
      transaction.executeWithoutResult(_ -> spend(back, writer, hash, sound));
    }
    meters.counter("antin.signatures", "outcome", "signed").increment();
  }

  /** All or nothing: what was true when the job was made must be true now. */
  private void spend(Return back, DocumentWriter writer, Sha256 signedHash, Result.Sound sound) {
    var job = back.job();
    var hash = back.row().hash();
    people.requireFresh();
    if (!repository.signed(back.row(), sound.value(), sound.signed())) {
      throw Problem.AGENT_JOB_ENDED.because("the job has ended");
    }
    if (credentials.onTokenOf(job.official(), job.credential()).isEmpty()) {
      throw Problem.CREDENTIAL_NOT_USABLE.because("credential " + job.credential());
    }
    authorities.require(job.official(), back.request().authorities(hash), time.instant());
    var begun =
        spending.begin(
            new TokenSpending.Job(
                job.id(),
                job.official(),
                job.credential(),
                job.request(),
                back.request().parametersDigest(),
                job.clientId(),
                job.expiresAt()),
            hash);
    if (begun != Begun.BEGUN) {
      throw (begun == Begun.SPENT ? Problem.APPROVAL_SPENT : Problem.CREDENTIAL_NOT_USABLE)
          .because("the ledger says " + begun);
    }
    trail.started(job, hash, sound.value());
    if (!spending.signed(job.id(), hash, writer.id(), signedHash)) {
      throw new IllegalStateException("the ledger does not know of the document");
    }
    writer.keep(sound.pages());
    trail.completed(job, hash, signedHash);
  }

  private void endWhenDone(VgcaJob job) {
    var open =
        repository.documents(job.id()).stream()
            .anyMatch(each -> each.state() != State.SIGNED && each.state() != State.REFUSED);
    if (!open && repository.end(job.id(), "done", time.instant())) {
      trail.ended(job, "done");
    }
  }

  private static Problem problem(ForeignSignature.Reason reason) {
    return switch (reason) {
      case OTHER_DOCUMENT -> Problem.RETURN_OTHER_DOCUMENT;
      case BROKEN -> Problem.BROKEN_PDF;
      case UNSIGNED -> Problem.RETURN_UNSIGNED;
      case SEVERAL_SIGNATURES -> Problem.RETURN_SEVERAL_SIGNATURES;
      case OTHER_CERTIFICATE -> Problem.RETURN_OTHER_CERTIFICATE;
      case WRONG_VALUE -> Problem.RETURN_NOT_VALID;
      case CHANGED -> Problem.RETURN_CHANGED;
    };
  }
}
