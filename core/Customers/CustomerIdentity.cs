using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Customers;

/// <summary>Something a customer is known by: a kind (<c>phone</c>, <c>email</c>, <c>account</c> …) and a value, unique together.</summary>
public static class CustomerIdentity
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 20;

    /// <summary>The customer's id: a hash of the first identity seen, so that every channel comes to the same customer without asking anybody.</summary>
    /// <remarks>100 bits of SHA-256: a chance collision among a billion customers is below one in a trillion. The hash says nothing about the value to who does not have it.</remarks>
    public static string ToId(string kind, string value)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{Normalise(kind, value)}"));
        var bits = new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
        return string.Create(IdLength, bits, static (text, rest) =>
        {
            for (var i = 0; i < text.Length; i++, rest >>= 5)
                text[i] = Alphabet[(int)(rest & 31)];
        });
    }

    /// <summary>One spelling for one identity: no spaces or dashes in phone numbers, no case in addresses.</summary>
    public static string Normalise(string kind, string value) => kind switch
    {
        "phone" => string.Concat(value.Where(letter => char.IsAsciiDigit(letter) || letter is '+')),
        "email" => value.Trim().ToLowerInvariant(),
        _ => value.Trim(),
    };
}
