package vn.antin.auth.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Renders a precompiled template; nothing is sent when rendering fails. */
record JteView(TemplateEngine engine, MessageSource messages, String template) implements View {
  @Override
  public String getContentType() {
    return "text/html;charset=UTF-8";
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    Map<String, Object> parameters = new HashMap<>(model == null ? Map.of() : model);
    Words words =
        new Words(messages, RequestContextUtils.getLocale(request), Addresses.shown(request));
    parameters.put("words", words);
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template, parameters, output);
    Language.remember(request, response);
    response.setContentType(getContentType());
    response.setHeader("Content-Language", words.language());
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }
}
