namespace Dispatch.Silo.Webhooks;

/// <summary>What this process needs to call other systems.</summary>
public sealed record WebhookSettings
{
    /// <summary>Environment variables of this prefix hold the secrets: <c>DISPATCH_WEBHOOK_SECRET_PARTNER_1</c> is the one called <c>partner-1</c>.</summary>
    public const string SecretPrefix = "DISPATCH_WEBHOOK_SECRET_";

    /// <summary>Hosts that may be called although their addresses lie inside the network.</summary>
    public IReadOnlySet<string> InsideHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a secret by its name; null when this process has none of that name.</summary>
    public Func<string, string?> Secret { get; init; } = static name =>
        Environment.GetEnvironmentVariable(SecretPrefix + name.Replace('-', '_').ToUpperInvariant());
}
