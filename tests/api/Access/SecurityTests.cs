using System.Reflection;
using Dispatch.Api.Access;
using Dispatch.Api.Board;
using Dispatch.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Access;

public sealed class SecurityTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_route_lets_in_exactly_the_roles_that_the_checked_in_matrix_names()
    {
        var found = await new RouteWalk(host).Run();
        CheckedIn.Matches("tests/api/Access/routes.txt", string.Join('\n', found) + "\n");
    }

    [Fact]
    public void What_is_open_to_anybody_is_on_the_allow_list()
    {
        string[] allowed = ["/livez", "/readyz", "/api/session", "/api/session/demo", "/api/session/link", "/api/calendar/{token}.ics"];
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(allowed.Order(StringComparer.Ordinal), open);
    }

    [Fact]
    public void Every_other_route_names_its_policy() => Assert.All(
        Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null),
        endpoint => Assert.Contains(
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), policy => policy.Policy is { } name && Policies.Roles.ContainsKey(name)));

    [Fact]
    public void Every_hub_method_names_its_policy()
    {
        var hubs = typeof(BoardHub).Assembly.GetTypes().Where(type => typeof(Hub).IsAssignableFrom(type) && !type.IsAbstract);
        var methods = hubs.SelectMany(hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType != typeof(Hub));
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.NotNull(method.GetCustomAttribute<AuthorizeAttribute>()?.Policy));
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
