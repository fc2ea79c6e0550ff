using Dispatch.Configuration;

namespace Dispatch.Webhooks;

/// <summary>Documents <c>webhook/{id}</c>.</summary>
public sealed class WebhookKind : DocumentKind<Webhook>
{
    private WebhookKind() : base("webhook")
    {
    }

    /// <summary>The kind.</summary>
    public static WebhookKind Instance { get; } = new();

    /// <inheritdoc />
    protected override Webhook? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Read<Webhook>() is not { } webhook)
            return null;
        if (!Webhook.IsCallable(webhook.Url))
            document.Reject("$.url", RejectionCode.WebhookUrlInvalid, ("url", webhook.Url));
        if (!Slug.IsValid(webhook.Secret))
            document.Reject("$.secret", RejectionCode.WebhookSecretInvalid);
        return webhook;
    }
}
