namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>No webhook of that id is published. Arguments: webhook.</summary>
    public static readonly RejectionCode WebhookUnknown = new("webhook-unknown");

    /// <summary>A webhook's address is neither https nor http on this machine, or holds credentials. Arguments: url.</summary>
    public static readonly RejectionCode WebhookUrlInvalid = new("webhook-url-invalid");

    /// <summary>The name of a webhook's secret is no slug; the secret itself does not belong into the document.</summary>
    public static readonly RejectionCode WebhookSecretInvalid = new("webhook-secret-invalid");
}
