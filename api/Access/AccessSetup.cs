using Dispatch.Api.Hosting;
using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Dispatch.Api.Access;

/// <summary>Registers sign-in by cookie, bearer token and key, and the policies.</summary>
public static class AccessSetup
{
    /// <summary>Name of the session cookie.</summary>
    public const string CookieName = "dispatch";

    private const string Selector = "dispatch";
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Adds everything that decides who a request is from and what it may do.</summary>
    public static void AddDispatchAccess(this IServiceCollection services, DispatchOptions options)
    {
        services.AddDataProtection().SetApplicationName("dispatch").PersistKeysToFileSystem(PrivateFolder(options.Keys));
        services.AddSingleton<CustomerLinks>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<IClaimsTransformation, CurrentPrincipal>();
        services.AddSingleton<IAuthorizationHandler, PolicyRequirementHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessProblems>();
        services.AddAuthentication(Selector)
            .AddPolicyScheme(Selector, null, selector => selector.ForwardDefaultSelector = SchemeOf)
            .AddCookie(CookieAuthenticationDefaults.AuthenticationScheme, ConfigureCookie)
            .AddBearerToken(BearerTokenDefaults.AuthenticationScheme, ConfigureBearer)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        // Sessions are the browser's, so they age by the machine's clock.
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<TimeProvider>((cookie, time) => cookie.TimeProvider = time.OfMachine());
        services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme).Configure<TimeProvider>((bearer, time) => bearer.TimeProvider = time.OfMachine());
        services.AddAuthorization(AddPolicies);
    }

    private static DirectoryInfo PrivateFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static string SchemeOf(HttpContext context) => BearerSecret.In(context.Request) switch
    {
        null => CookieAuthenticationDefaults.AuthenticationScheme,
        var token when BearerSecret.IsKey(token) => KeyAuthentication.SchemeName,
        _ => BearerTokenDefaults.AuthenticationScheme,
    };

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.SlidingExpiration = true;
    }

    private static void ConfigureBearer(BearerTokenOptions bearer)
    {
        bearer.BearerTokenExpiration = SessionLength;
        bearer.Events.OnMessageReceived = message =>
        {
            message.Token = BearerSecret.In(message.Request);
            return Task.CompletedTask;
        };
    }

    private static void AddPolicies(AuthorizationOptions authorization)
    {
        foreach (var name in Policies.Roles.Keys)
            authorization.AddPolicy(name, policy => policy.AddRequirements(new PolicyRequirement(name)));
        // What names no policy is open to nobody.
        authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }
}
