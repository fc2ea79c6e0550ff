using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dispatch.Api.Access;

/// <summary>Lets the first administrator in: prints a link that works once, until he has set a password.</summary>
/// <remarks>The link goes to standard output, not to the log, which others may collect.</remarks>
public sealed class FirstAdministrator(PrincipalStore principals, TimeProvider time, IServer server, IHostApplicationLifetime lifetime)
{
    private const string Id = "admin";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Creates the administrator where he is missing, and prints a new link while he has no password.</summary>
    public async Task Invite(CancellationToken cancellationToken)
    {
        if (await principals.Find(Id, cancellationToken) is null)
            await principals.Handle(Id, new CreatePrincipal(Id, new("管理员", "Administrator"), "company", [Role.Admin]), Origin.System, cancellationToken);
        if (await principals.Find(Id, cancellationToken) is not { PasswordHash: null } admin)
            return;
        foreach (var old in admin.Keys.Where(key => key.Kind is KeyKind.Once))
            await principals.Handle(Id, new RevokeKey(old.Id), Origin.System, cancellationToken);
        var secret = Secrets.New(KeyKind.Once);
        var hash = Secrets.Hash(secret);
        await principals.Handle(
            Id, new IssueKey(Secrets.IdOf(hash), KeyKind.Once, hash, "first sign-in", null, time.Now() + Lifetime), Origin.System, cancellationToken);
        lifetime.ApplicationStarted.Register(() => Console.WriteLine($"First sign-in (works once): {Address()}/api/session/link?token={secret}"));
    }

    private string Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
}
