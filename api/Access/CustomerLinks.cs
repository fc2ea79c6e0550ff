using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dispatch.Api.Access;

/// <summary>Signed links that open one ticket to its customer; nothing of them is stored.</summary>
public sealed class CustomerLinks(IDataProtectionProvider protection)
{
    /// <summary>Tells a link's token from other secrets.</summary>
    public const string Prefix = "dl_";

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("customer-link").ToTimeLimitedDataProtector();

    /// <summary>A token for one ticket until an instant.</summary>
    public string Sign(string ticket, string org, DateTimeOffset expiresAt) =>
        Prefix + protector.Protect($"{ticket}\n{org}", expiresAt);

    /// <summary>The customer that a token stands for; null when it is forged, broken or expired.</summary>
    public Caller? Open(string token)
    {
        try
        {
            return protector.Unprotect(token[Prefix.Length..]).Split('\n') is [var ticket, var org]
                ? Caller.CustomerOf(ticket, org)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
