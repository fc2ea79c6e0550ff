using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Access;

namespace Dispatch.Api.Access;

/// <summary>Secrets of 256 random bits, shown once; only their SHA-256 is kept.</summary>
/// <remarks>A plain hash suffices: nobody can guess 256 random bits, unlike a password.</remarks>
public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>A new secret with the prefix of its kind (<c>dk_</c>, <c>dt_</c>, <c>do_</c>, <c>dc_</c>).</summary>
    public static string New(KeyKind kind) => Prefix(kind) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 of a secret, lower-case hex.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A short public name for a key, taken from its hash.</summary>
    public static string IdOf(string hash) => hash[..12];

    private static string Prefix(KeyKind kind) => kind switch
    {
        KeyKind.Api => "dk_",
        KeyKind.Display => "dt_",
        KeyKind.Once => "do_",
        KeyKind.Calendar => "dc_",
        _ => throw new NotSupportedException($"{kind} has no prefix."),
    };
}
