package vn.antin.signing.vgca;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Documents;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.grant.SpentHash;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.request.SignatureRequest;
import vn.antin.signing.request.SignatureRequest.Item;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.signature.SigningCondition;
import vn.antin.signing.validation.OwnCheck;
import vn.antin.signing.vgca.VgcaDocument.State;
import vn.antin.signing.web.Caller;

/** Makes jobs and tells how they stand, to the page. Thread-safe. */
final class VgcaJobs {
  /**
   * A document with its two addresses, which are shown this once and never in a log.
   *
   * @param kind leader, seal, annex or copy: which of the program's functions signs it
   */
  record Offered(int number, String name, String kind, String downloadUrl, String uploadUrl) {
    @Override
    public String toString() {
      return "Offered[" + number + "]";
    }
  }

  /** A document that is not in the job, and why. */
  record LeftOut(String documentId, String problem) {}

  record Made(
      UUID id, Instant expiresAt, List<Offered> documents, List<LeftOut> leftOut, int later) {}

  /** How a document stands. */
  record DocumentView(int number, String state, @Nullable String problem) {}

  /** How a job stands: open or ended. */
  record View(
      UUID id,
      String state,
      @Nullable String because,
      Instant expiresAt,
      int total,
      int signed,
      List<DocumentView> documents) {}

  private final OpenRequests requests;
  private final VgcaRepository repository;
  private final Grants grants;
  private final Credentials credentials;
  private final Documents documents;
  private final People people;
  private final SigningAuthorities authorities;
  private final OwnCheck check;
  private final List<SigningCondition> conditions;
  private final VgcaTrail trail;
  private final TransactionOperations transaction;
  private final VgcaProperties properties;
  private final String server;
  private final InstantSource time;

  VgcaJobs(
      OpenRequests requests,
      VgcaRepository repository,
      Grants grants,
      Credentials credentials,
      Documents documents,
      People people,
      SigningAuthorities authorities,
      OwnCheck check,
      List<SigningCondition> conditions,
      VgcaTrail trail,
      TransactionOperations transaction,
      VgcaProperties properties,
      String server,
      InstantSource time) {
    this.requests = requests;
    this.repository = repository;
    this.grants = grants;
    this.credentials = credentials;
    this.documents = documents;
    this.people = people;
    this.authorities = authorities;
    this.check = check;
    this.conditions = List.copyOf(conditions);
    this.trail = trail;
    this.transaction = transaction;
    this.properties = properties;
    this.server = server;
    this.time = time;
  }

  /** A job of what is not signed yet; one that was open for the request ends. */
  Made make(Caller.Person person, RequestId id) {
    if (!properties.enabled()) {
      throw Problem.NOT_FOUND.because("signing with VGCA Sign Service is switched off");
    }
    var request = request(person, id);
    if (!time.instant().isBefore(request.expiresAt())) {
      throw Problem.REQUEST_EXPIRED.because("request " + id + " expired");
    }
    people.requireFresh();
    var credential =
        credentials
            .onTokenOf(person.official(), request.credential())
            .orElseThrow(
                () -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + request.credential()));
    return make(person, request, credential, unspent(request));
  }

  private SignatureRequest request(Caller.Person person, RequestId id) {
    return requests
        .signedBy(id, person)
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
  }

  private List<Item> unspent(SignatureRequest request) {
    var spent =
        grants.spent(request.id()).stream().map(SpentHash::hash).collect(Collectors.toSet());
    var open = request.items().stream().filter(item -> !spent.contains(item.hash())).toList();
    if (open.isEmpty()) {
      throw Problem.APPROVAL_SPENT.because("request " + request.id() + " is signed");
    }
    return open;
  }

  private Made make(
      Caller.Person person, SignatureRequest request, Credential credential, List<Item> open) {
    var items = new ArrayList<Item>();
    var leftOut = new ArrayList<LeftOut>();
    SigningException first = null;
    var named = open.subList(0, Math.min(open.size(), properties.documents()));
    for (var item : named) {
      try {
        require(person, request, item, credential);
        items.add(item);
      } catch (SigningException e) {
        first = first == null ? e : first;
        leftOut.add(new LeftOut(item.document().toString(), e.problem().code()));
      }
    }
    if (items.isEmpty() && first != null) {
      throw first;
    }
    var job = job(person, request);
    var offered = new ArrayList<Offered>();
    transaction.executeWithoutResult(_ -> keep(job, items, credential, offered));
    return new Made(job.id(), job.expiresAt(), offered, leftOut, open.size() - named.size());
  }

  /** The program signs at level B or T as it was set up; more cannot be promised. */
  private void require(
      Caller.Person person, SignatureRequest request, Item item, Credential credential) {
    authorities.require(person.official(), item.parameters().authorities(), time.instant());
    if (item.parameters().level() != SignatureLevel.B) {
      throw Problem.LEVEL_NOT_OFFERED.because("not by a program that is not ours");
    }
    if (item.size() + properties.growth().toBytes() > check.limit()) {
      throw Problem.DOCUMENT_TOO_LARGE.because("what comes back could not be validated");
    }
    var document =
        documents
            .find(request.owner(), item.document())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + item.document()));
    if (!document.sha256().equals(item.hash())) {
      throw Problem.HASH_NOT_APPROVED.because("document " + item.document() + " is another");
    }
    conditions.forEach(each -> each.require(document, credential));
  }

  private VgcaJob job(Caller.Person person, SignatureRequest request) {
    var now = time.instant();
    var expiry = now.plus(properties.jobLifetime());
    return new VgcaJob(
        UUID.randomUUID(),
        request.id(),
        person.official(),
        person.clientId(),
        request.credential(),
        null,
        now,
        expiry.isBefore(request.expiresAt()) ? expiry : request.expiresAt());
  }

  private void keep(VgcaJob job, List<Item> items, Credential credential, List<Offered> offered) {
    repository.lock(job.request());
    repository.open(job.request()).ifPresent(old -> end(old, "replaced"));
    repository.add(job);
    for (var item : items) {
      var number = offered.size();
      var download = new OneTimeName();
      var upload = new OneTimeName();
      repository.add(
          new VgcaDocument(job.id(), number, item.document(), item.hash(), State.WAITING, null),
          download.hash(),
          upload.hash());
      offered.add(
          new Offered(
              number,
              item.name(),
              kind(item, credential),
              server + VgcaFileEndpoint.FILES + download.reveal() + ".pdf",
              server + VgcaFileEndpoint.RETURNS + upload.reveal()));
    }
    trail.made(job, items.size());
  }

  private static String kind(Item item, Credential credential) {
    var look = item.parameters().look();
    if (look != null && !look.kind().equals("person")) {
      return look.kind();
    }
    return credential.holder() instanceof Holder.Seal ? "seal" : "leader";
  }

  /** The latest job of the request. */
  View show(Caller.Person person, RequestId id) {
    return view(latest(person, id));
  }

  /** Ends the open job, if there is one; what is signed stays signed. */
  View cancel(Caller.Person person, RequestId id) {
    var job = latest(person, id);
    transaction.executeWithoutResult(_ -> end(job, "cancelled"));
    return view(latest(person, id));
  }

  private VgcaJob latest(Caller.Person person, RequestId id) {
    return repository
        .latest(request(person, id).id())
        .filter(job -> job.official().equals(person.official()))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no job of this request"));
  }

  /** Joins the caller's transaction. */
  private void end(VgcaJob job, String because) {
    if (repository.end(job.id(), because, time.instant())) {
      trail.ended(job, because);
    }
  }

  private View view(VgcaJob job) {
    var all = repository.documents(job.id());
    var over = !time.instant().isBefore(job.expiresAt());
    var because = job.because() == null && over ? "expired" : job.because();
    return new View(
        job.id(),
        because == null ? "open" : "ended",
        because,
        job.expiresAt(),
        all.size(),
        (int) all.stream().filter(each -> each.state() == State.SIGNED).count(),
        all.stream()
            .map(each ->
                new DocumentView(
                    each.number(),
                    each.state().name().toLowerCase(java.util.Locale.ROOT),
                    each.problem()))
            .toList());
  }
}
