package vn.antin.signing.document;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.document.DocumentRepository.Row;

/** The store of documents. Thread-safe. */
public final class Documents {
  /** No document is so small that its content comes with it. */
  private static final int NOTHING = -1;

  private final DocumentRepository repository;
  private final RootKey rootKey;
  private final DocumentProperties properties;
  private final InstantSource time;

  Documents(
      DocumentRepository repository,
      RootKey rootKey,
      DocumentProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.rootKey = rootKey;
    this.properties = properties;
    this.time = time;
  }

  /** Begins a document; nobody sees it before {@link DocumentWriter#keep}. */
  public DocumentWriter write(Owner owner, String name, long limit) {
    var now = time.instant();
    var id = DocumentId.create(now);
    var dataKey = ChunkCipher.newKey();
    try {
      repository.openDay(id.day());
      var arrival =
          new DocumentRepository.Arrival(
              owner,
              DocumentName.clean(name),
              rootKey.wrap(dataKey, context(id)),
              now,
              now.plus(properties.lifetime()));
      var cipher = new ChunkCipher(dataKey, id.value());
      return new DocumentWriter(repository, cipher, id, arrival, limit);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /** The owner's document, unless it expired. */
  public Optional<Document> find(Owner owner, DocumentId id) {
    return repository.find(owner, id, time.instant(), NOTHING).map(Row::document);
  }

  /** Those of the named documents that are the owner's and have not expired, by their ids. */
  public Map<DocumentId, Document> find(Owner owner, Collection<DocumentId> ids) {
    return repository.find(owner, ids, time.instant()).stream()
        .collect(Collectors.toMap(Document::id, Function.identity()));
  }

  /** The content of the owner's document, unless it expired. */
  public Optional<DocumentContent> content(Owner owner, DocumentId id) {
    return open(owner, id).map(Opened::content);
  }

  /** A document and what it holds. */
  public record Opened(Document document, DocumentContent content) {}

  /** The owner's document with its content, unless it expired; a small one by one exchange. */
  public Optional<Opened> open(Owner owner, DocumentId id) {
    return repository
        .find(owner, id, time.instant(), DocumentContent.SMALL)
        .map(row -> new Opened(row.document(), content(row)));
  }

  private DocumentContent content(Row row) {
    var id = row.document().id();
    var dataKey = rootKey.unwrap(row.wrappedKey(), context(id));
    try {
      return new DocumentContent(
          repository,
          new ChunkCipher(dataKey, id.value()),
          id,
          row.document().size(),
          row.sealed());
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /** False when the owner has no such document. */
  public boolean delete(Owner owner, DocumentId id) {
    return repository.delete(owner, id);
  }

  private static String context(DocumentId id) {
    return "document:" + id;
  }
}
