package vn.antin.signing.document;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.preview.PagePreview;
import vn.antin.signing.engine.preview.Preview;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.HeavyWork;

/** Pictures of pages, made in a child process that a hostile document may break. Thread-safe. */
public final class PageImages {
  private static final int WIDTH = 1000;

  private final Documents documents;
  private final HeavyWork heavyWork;
  private @Nullable PagePreview preview;

  PageImages(Documents documents, HeavyWork heavyWork) {
    this.documents = documents;
    this.heavyWork = heavyWork;
  }

  /** A page of the owner's document as PNG; pages are counted from 1. */
  public byte[] png(Owner owner, DocumentId id, int page) {
    var content =
        documents
            .content(owner, id)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such document of this owner"));
    return switch (heavyWork.run(() -> preview().render(content, page, WIDTH))) {
      case Preview.Png picture -> picture.bytes();
      case Preview.NoSuchPage _ -> throw Problem.NOT_FOUND.because("no such page");
      case Preview.NotRendered(var reason) ->
          throw switch (reason) {
            case BUSY -> Problem.BUSY.because("all renderers are at work");
            case UNREADABLE, TOO_COMPLEX, TIMED_OUT ->
                Problem.PAGE_NOT_SHOWN.because(String.valueOf(reason));
          };
    };
  }

  /** Made at the first page, so that a start does not pay for it. */
  private synchronized PagePreview preview() {
    var made = preview;
    if (made == null) {
      made = new PagePreview(PagePreview.Limits.defaults());
      preview = made;
    }
    return made;
  }
}
