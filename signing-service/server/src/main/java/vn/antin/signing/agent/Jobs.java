package vn.antin.signing.agent;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.agent.JobDocument.State;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
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
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ReadySignature;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Makes jobs and tells how they stand, to the page. Thread-safe. */
final class Jobs {
  /** A document that is not in the job, and why. */
  record LeftOut(String documentId, String problem) {}

  /** A job, whose link is shown this once and never in a log. */
  record Made(
      UUID id, String link, Instant expiresAt, int documents, List<LeftOut> leftOut, int later) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  /** How a job stands. */
  record View(
      UUID id,
      String state,
      @Nullable String because,
      Instant createdAt,
      Instant expiresAt,
      int total,
      int signed,
      int pending,
      int unknown) {}

  private record Draft(Item item, ReadySignature ready) {}

  private final OpenRequests requests;
  private final JobRepository repository;
  private final Preparations preparations;
  private final JobKeys keys;
  private final Grants grants;
  private final Credentials credentials;
  private final Documents documents;
  private final People people;
  private final SigningAuthorities authorities;
  private final DocumentSigner signer;
  private final JobTrail trail;
  private final TransactionOperations transaction;
  private final HeavyWork places;
  private final AgentProperties properties;
  private final URI server;
  private final InstantSource time;

  Jobs(
      OpenRequests requests,
      JobRepository repository,
      Preparations preparations,
      JobKeys keys,
      Grants grants,
      Credentials credentials,
      Documents documents,
      People people,
      SigningAuthorities authorities,
      DocumentSigner signer,
      JobTrail trail,
      TransactionOperations transaction,
      HeavyWork places,
      AgentProperties properties,
      URI server,
      InstantSource time) {
    this.requests = requests;
    this.repository = repository;
    this.preparations = preparations;
    this.keys = keys;
    this.grants = grants;
    this.credentials = credentials;
    this.documents = documents;
    this.people = people;
    this.authorities = authorities;
    this.signer = signer;
    this.trail = trail;
    this.transaction = transaction;
    this.places = places;
    this.properties = properties;
    this.server = server;
    this.time = time;
  }

  /** A job of what is not signed yet; one that was open for the request ends. */
  Made make(Caller.Person person, RequestId id) {
    var request = request(person, id);
    if (!time.instant().isBefore(request.expiresAt())) {
      throw Problem.REQUEST_EXPIRED.because("request " + id + " expired");
    }
    people.requireFresh(); // no approval of auth-server's stands behind a token's value
    var credential = credential(person, request);
    var open = unspent(request);
    keys.published(); // an agent could not trust a job without it
    return places.run(() -> make(person, request, credential, open));
  }

  private SignatureRequest request(Caller.Person person, RequestId id) {
    return requests
        .signedBy(id, person)
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
  }

  private Credential credential(Caller.Person person, SignatureRequest request) {
    return credentials
        .onTokenOf(person.official(), request.credential())
        .orElseThrow(
            () -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + request.credential()));
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
    var drafts = new ArrayList<Draft>();
    var leftOut = new ArrayList<LeftOut>();
    SigningException first = null;
    var named = open.subList(0, Math.min(open.size(), properties.documents()));
    for (var item : named) {
      try {
        authorities.require(person.official(), item.parameters().authorities(), time.instant());
        drafts.add(new Draft(item, prepare(request, item, credential)));
      } catch (SigningException e) {
        first = first == null ? e : first;
        leftOut.add(new LeftOut(item.document().toString(), e.problem().code()));
      }
    }
    if (drafts.isEmpty() && first != null) {
      throw first;
    }
    var handle = Handle.random();
    var job = job(person, request);
    transaction.executeWithoutResult(_ -> keep(job, handle, drafts));
    return new Made(
        job.id(),
        "antin-sign://" + server.getRawAuthority() + "/" + handle.reveal(),
        job.expiresAt(),
        drafts.size(),
        leftOut,
        open.size() - named.size());
  }

  private Job job(Caller.Person person, SignatureRequest request) {
    var now = time.instant();
    var expiry = now.plus(properties.jobLifetime());
    return new Job(
        UUID.randomUUID(),
        request.id(),
        person.official(),
        person.clientId(),
        request.credential(),
        "waiting",
        null,
        now,
        expiry.isBefore(request.expiresAt()) ? expiry : request.expiresAt());
  }

  private ReadySignature prepare(SignatureRequest request, Item item, Credential credential) {
    var document =
        documents
            .open(request.owner(), item.document())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + item.document()));
    return signer.prepare(document, item.hash(), credential, item.parameters());
  }

  private void keep(Job job, Handle handle, List<Draft> drafts) {
    repository.lock(job.request());
    repository.open(job.request()).ifPresent(old -> end(old, "replaced"));
    repository.add(job, handle.hash());
    var number = 0;
    for (var draft : drafts) {
      repository.add(
          new JobDocument(
              job.id(),
              number,
              draft.item().document(),
              draft.item().hash(),
              State.PREPARED,
              preparations.seal(job, number, draft.ready()),
              null));
      number++;
    }
    trail.made(job, drafts.size());
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

  private Job latest(Caller.Person person, RequestId id) {
    var request = request(person, id);
    return repository
        .latest(request.id())
        .filter(job -> job.official().equals(person.official()))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no job of this request"));
  }

  /** Joins the caller's transaction. */
  private void end(Job job, String because) {
    if (repository.end(job.id(), because, time.instant())) {
      trail.ended(job, because);
    }
  }

  private View view(Job job) {
    var counts = repository.counts(job.id());
    return new View(
        job.id(),
        job.state(),
        job.because(),
        job.createdAt(),
        job.expiresAt(),
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        counts.getOrDefault(State.SIGNED, 0),
        counts.getOrDefault(State.PREPARED, 0) + counts.getOrDefault(State.COMPLETING, 0),
        counts.getOrDefault(State.UNKNOWN, 0));
  }
}
