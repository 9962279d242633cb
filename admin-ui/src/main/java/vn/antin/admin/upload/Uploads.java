package vn.antin.admin.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Opens the one file of an upload form. */
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final long FORM_OVERHEAD = 65_536;
  private static final int HEAD = 1024;
  private static final int MOST_FIELDS = 20;

  private Uploads() {}

  /**
   * Opens the file in the field {@code document} for reading as it arrives.
   *
   * @param most the largest file taken
   */
  public static Upload open(HttpServletRequest request, DataSize most) {
    if (request.getContentLengthLong() > most.toBytes() + FORM_OVERHEAD) {
      return new Upload.Refused("too-large", 413);
    }
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      return new Upload.Refused("missing", 422);
    }
    try {
      return find(request, most);
    } catch (FileUploadSizeException e) {
      return new Upload.Refused("too-large", 413);
    } catch (IOException | InvalidPathException e) {
      LOG.debug("upload not readable", e);
      return new Upload.Refused("interrupted", 400);
    }
  }

  /**
   * Opens the file in the field {@code document} of a form whose other fields come before it.
   *
   * @param most the largest file taken
   */
  public static FormFile form(HttpServletRequest request, DataSize most) {
    if (request.getContentLengthLong() > most.toBytes() + FORM_OVERHEAD) {
      return new FormFile.Refused("too-large", 413);
    }
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      return new FormFile.Refused("missing", 422);
    }
    try {
      var fields = new HashMap<String, String>();
      var items = parser(most).getItemIterator(request);
      while (items.hasNext()) {
        var item = items.next();
        if (item.isFormField() && fields.size() < MOST_FIELDS) {
          fields.put(
              item.getFieldName(), new String(item.getInputStream().readNBytes(HEAD), UTF_8));
        } else if ("document".equals(item.getFieldName())) {
          var name = DocumentName.clean(item.getName());
          return name.isEmpty()
              ? new FormFile.Refused("missing", 422)
              : new FormFile.Sent(name, new IncomingStream(item.getInputStream()), fields);
        }
      }
      return new FormFile.Refused("missing", 422);
    } catch (FileUploadSizeException e) {
      return new FormFile.Refused("too-large", 413);
    } catch (IOException | InvalidPathException e) {
      LOG.debug("upload not readable", e);
      return new FormFile.Refused("interrupted", 400);
    }
  }

  /**
   * Reads a form with a small file in the field {@code document}, which may be left out, and other
   * fields in any order.
   *
   * @param most of the file and the fields together
   */
  public static SmallForm small(HttpServletRequest request, DataSize most) {
    if (request.getContentLengthLong() > most.toBytes() + FORM_OVERHEAD) {
      return new SmallForm.Refused("too-large", 413);
    }
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      return new SmallForm.Refused("missing", 422);
    }
    try {
      var fields = new HashMap<String, String>();
      var file = "";
      var items = parser(most).getItemIterator(request);
      while (items.hasNext() && fields.size() < MOST_FIELDS) {
        var item = items.next();
        var bytes = item.getInputStream().readAllBytes();
        if (item.isFormField()) {
          fields.put(item.getFieldName(), new String(bytes, UTF_8));
        } else if ("document".equals(item.getFieldName())) {
          file = new String(bytes, ISO_8859_1);
        }
      }
      return new SmallForm.Sent(fields, file);
    } catch (FileUploadSizeException e) {
      return new SmallForm.Refused("too-large", 413);
    } catch (IOException | InvalidPathException e) {
      LOG.debug("upload not readable", e);
      return e.getCause() instanceof FileUploadSizeException
          ? new SmallForm.Refused("too-large", 413)
          : new SmallForm.Refused("interrupted", 400);
    }
  }

  private static JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> parser(DataSize most) {
    var parser = new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>();
    parser.setHeaderCharset(UTF_8);
    parser.setMaxSize(most.toBytes() + FORM_OVERHEAD);
    parser.setMaxFileSize(most.toBytes());
    return parser;
  }

  private static Upload find(HttpServletRequest request, DataSize most) throws IOException {
    var items = parser(most).getItemIterator(request);
    while (items.hasNext()) {
      var item = items.next();
      if (!item.isFormField() && "document".equals(item.getFieldName())) {
        return pdf(item);
      }
    }
    return new Upload.Refused("missing", 422);
  }

  private static Upload pdf(FileItemInput item) throws IOException {
    var name = DocumentName.clean(item.getName());
    InputStream in = item.getInputStream();
    byte[] head = in.readNBytes(HEAD);
    if (head.length == 0) {
      return new Upload.Refused(name.isEmpty() ? "missing" : "empty", 422);
    }
    if (!new String(head, ISO_8859_1).contains("%PDF-")) {
      return new Upload.Refused("not-a-pdf", 422);
    }
    var whole = new PushbackInputStream(in, HEAD);
    whole.unread(head);
    return new Upload.Pdf(name, new IncomingStream(whole));
  }
}
