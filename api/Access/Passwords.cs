using Dispatch.Access;
using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Access;

/// <summary>Passwords as salted PBKDF2 with HMAC-SHA-512, in the framework's format.</summary>
public sealed class Passwords
{
    /// <summary>Shortest password taken, in characters.</summary>
    public const int MinLength = 10;

    /// <summary>Longest password taken: bounds the cost of hashing.</summary>
    public const int MaxLength = 200;

    /// <summary>Rounds recommended by OWASP for PBKDF2-HMAC-SHA-512.</summary>
    private const int Iterations = 210_000;

    private readonly PasswordHasher<Principal> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly string decoy;

    /// <summary>Prepares the hash that unknown users are checked against.</summary>
    public Passwords() => decoy = hasher.HashPassword(null!, Secrets.New(KeyKind.Api));

    /// <summary>Why a password cannot be taken, or null.</summary>
    public static Problem? Refuse(string password) => password.Length is >= MinLength and <= MaxLength
        ? null
        : Problem.Of("password-unsuitable", ("min", MinLength), ("max", MaxLength));

    /// <summary>The hash to store.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Whether the password is the principal's; takes as long when there is no such principal.</summary>
    public bool Verify(Principal? principal, string password)
    {
        var hash = principal?.PasswordHash;
        var matches = hasher.VerifyHashedPassword(null!, hash ?? decoy, password) is not PasswordVerificationResult.Failed;
        return matches && hash is not null && principal is { Disabled: false };
    }
}
