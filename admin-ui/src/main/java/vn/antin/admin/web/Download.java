package vn.antin.admin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import vn.antin.admin.upstream.Content;

/** Hands a body on to the browser as it arrives. */
public final class Download {
  private Download() {}

  /** Sends and closes it; headers besides the type are set before. */
  public static void send(Content content, String type, HttpServletResponse response)
      throws IOException {
    try (var in = content.stream()) {
      response.setContentType(type);
      if (content.length() >= 0) {
        response.setContentLengthLong(content.length());
      }
      in.transferTo(response.getOutputStream());
      response.flushBuffer();
    }
  }
}
