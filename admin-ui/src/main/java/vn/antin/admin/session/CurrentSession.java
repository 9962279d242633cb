package vn.antin.admin.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.antin.admin.web.Cookies;

/**
 * Finds the session of a request. A handler that takes a {@link DeskSession} is for officials only;
 * one that takes an {@code Optional<DeskSession>} is for everybody.
 */
@Component
class CurrentSession
    implements HandlerInterceptor, HandlerMethodArgumentResolver, WebMvcConfigurer {
  static final String COOKIE = "__Host-antin-desk";
  private static final String ATTRIBUTE = DeskSession.class.getName();

  private final DeskSessions sessions;

  CurrentSession(DeskSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/assets/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      Cookies.read(request, COOKIE).flatMap(sessions::find).ifPresent(s -> attach(request, s));
    }
    return true;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == DeskSession.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var session =
        Optional.ofNullable(
            (DeskSession) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
    return parameter.isOptional() ? session : session.orElseThrow(SignInRequired::new);
  }

  private static void attach(HttpServletRequest request, DeskSession session) {
    request.setAttribute(ATTRIBUTE, session);
    DeskSessions.viewer(session, session.waiting()).attach(request);
  }
}
