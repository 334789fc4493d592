package dev.dupabase.admin.security;

import dev.dupabase.admin.caller.CallerArguments;
import dev.dupabase.admin.session.SessionCookies;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.error.ErrorResponses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// The rules of `/platform/**`. Project APIs know other callers and are not behind Spring Security.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private final ErrorResponses responses;

    SecurityConfiguration(ErrorResponses responses) {
        this.responses = responses;
    }

    @Bean
    SecurityFilterChain platformRules(
            HttpSecurity http, Sessions sessions, SessionCookies cookies, CallerArguments origins) {
        return http.securityMatcher("/platform/**")
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .sessionManagement(management ->
                        management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new SessionFilter(sessions, cookies, origins),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(routes ->
                        routes.requestMatchers(PublicRoutes.PATHS.toArray(String[]::new))
                                .permitAll()
                                .requestMatchers("/platform/admin/**")
                                .hasAuthority(SessionFilter.ADMIN)
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(this::refusals)
                .build();
    }

    private void refusals(ExceptionHandlingConfigurer<HttpSecurity> handling) {
        handling.authenticationEntryPoint((request, response, reason) ->
                        responses.write(
                                SessionFilter.refusal(request)
                                        .orElseGet(() ->
                                                new ApiException(
                                                        CommonError.UNAUTHENTICATED,
                                                        "sign in first")),
                                request,
                                response))
                .accessDeniedHandler((request, response, reason) ->
                        responses.write(
                                new ApiException(
                                        CommonError.FORBIDDEN, "only administrators may do this"),
                                request,
                                response));
    }

    @Bean
    HttpFirewall firewall() {
        return new PlatformFirewall();
    }

    @Bean
    RequestRejectedHandler refusedPath() {
        return (request, response, reason) ->
                responses.write(
                        new ApiException(CommonError.MALFORMED_REQUEST, "the request is malformed"),
                        request,
                        response);
    }

    /// Keeps Spring Boot from making a user of its own: who may sign in is in our tables.
    @Bean
    AuthenticationManager noOtherSignIn() {
        return authentication -> {
            throw new ProviderNotFoundException("accounts sign in at /platform/auth/login");
        };
    }
}
