package vn.antin.signing.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.PictureReading;

/** The pictures in force. Thread-safe. */
public final class SignatureImages {
  private static final int KEPT = 32;

  private final ImageRepository repository;
  private final RootKey rootKey;
  private final Map<ImageId, Picture> decoded =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ImageId, Picture> eldest) {
          return size() > KEPT;
        }
      };

  SignatureImages(ImageRepository repository, RootKey rootKey) {
    this.repository = repository;
    this.rootKey = rootKey;
  }

  /** The picture that the holder has now. */
  public Optional<SignatureImage> current(Holder holder) {
    return repository.current(holder);
  }

  /**
   * What is to be drawn.
   *
   * @param expected what was approved; another content is refused as if there were none
   * @return empty when the picture ended
   */
  public Optional<Picture> picture(ImageId id, Sha256 expected, double widthMillimetres) {
    var sealed = repository.content(id);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    var width = Millimetres.of(widthMillimetres);
    synchronized (decoded) {
      var known = decoded.get(id);
      if (known != null) {
        return Optional.of(known.resized(width));
      }
    }
    var png = open(id, sealed.get());
    if (!Sha256.of(Sha256.digest().digest(png)).equals(expected)
        || !(Picture.png(png, width) instanceof PictureReading.Read(Picture picture))) {
      return Optional.empty();
    }
    synchronized (decoded) {
      decoded.put(id, picture);
    }
    return Optional.of(picture);
  }

  /** The PNG as it was brought; empty when the picture ended. */
  Optional<byte[]> png(ImageId id) {
    return repository.content(id).map(sealed -> open(id, sealed));
  }

  byte[] seal(ImageId id, byte[] png) {
    return rootKey.wrap(png, context(id));
  }

  private byte[] open(ImageId id, byte[] sealed) {
    return rootKey.unwrap(sealed, context(id));
  }

  private static String context(ImageId id) {
    return "signature-image:" + id;
  }
}
