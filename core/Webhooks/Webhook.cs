namespace Dispatch.Webhooks;

/// <summary>Another system that is told of what happens.</summary>
/// <param name="Url">Where it takes calls: https, or http on this machine.</param>
/// <param name="Secret">Name of the secret that signs calls. The secret itself is a setting of the processes that send, and no document.</param>
public sealed record Webhook(string Id, LocalText Name, string Url, string Secret)
{
    /// <summary>Longest address.</summary>
    public const int LongestUrl = 2_000;

    /// <summary>Whether calls may go to an address.</summary>
    public static bool IsCallable(string url) =>
        url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length is 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
