package dev.assay.dq.internal.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists of codes, which stand here as the lists of a JDK differ from version to version, and the
 * patterns that they are.
 */
final class IsoCodes {

  /** ISO 3166-1 alpha-2, as of 1 January 2026: 249 codes. */
  static final String COUNTRIES_2 =
      "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH "
          + "BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL "
          + "CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET "
          + "FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU "
          + "GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE "
          + "KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC "
          + "MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC "
          + "NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT "
          + "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR "
          + "SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA "
          + "UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

  /** ISO 3166-1 alpha-3, as of 1 January 2026: 249 codes. */
  static final String COUNTRIES_3 =
      "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE "
          + "BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB "
          + "BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM "
          + "CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI "
          + "ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN "
          + "GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN "
          + "IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ "
          + "KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC "
          + "MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT "
          + "MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU "
          + "NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT "
          + "REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM "
          + "SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL "
          + "TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT "
          + "VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

  /** ISO 4217, list one (active currencies and funds), as of 1 January 2026: 178 codes. */
  static final String CURRENCIES =
      "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB "
          + "BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU "
          + "CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
          + "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD "
          + "JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD "
          + "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO "
          + "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
          + "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
          + "TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND "
          + "VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT "
          + "XSU XTS XUA XXX YER ZAR ZMW ZWG";

  /** ISO 639-1, as of 1 January 2026: 183 codes, without the withdrawn bh, mo and sh. */
  static final String LANGUAGES_2 =
      "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce "
          + "ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo "
          + "fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
          + "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
          + "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl "
          + "nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc "
          + "sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl "
          + "tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

  /** The lengths of IBANs, by SWIFT's registry as of September 2026: 89 countries. */
  private static final List<String> IBAN_LENGTHS =
      List.of(
          "15 NO",
          "16 BE",
          "18 DK FI FK FO GL NL SD",
          "19 MK SI",
          "20 AT BA EE KZ LT LU MN XK",
          "21 CH HR LI LV",
          "22 BG BH CR DE GB GE IE ME RS VA",
          "23 AE GI IL IQ OM SO TL",
          "24 AD CZ ES MD PK RO SA SE SK TN VG",
          "25 LY PT ST",
          "26 IS TR",
          "27 BI DJ FR GR IT MC MR SM",
          "28 AL AZ BY CY DO GT HN HU LB NI PL SV",
          "29 BR EG PS QA UA",
          "30 JO KW MU YE",
          "31 MT SC",
          "32 LC",
          "33 RU");

  private IsoCodes() {}

  /** One of some codes of the same length, in a pattern that looks at each letter once. */
  static String oneOf(String codes) {
    return oneOf(List.of(codes.split(" ")));
  }

  private static String oneOf(List<String> codes) {
    if (codes.get(0).length() == 1) {
      return codes.size() == 1 ? codes.get(0) : "[" + String.join("", codes) + "]";
    }
    Map<String, List<String>> rests =
        codes.stream()
            .collect(
                Collectors.groupingBy(
                    code -> code.substring(0, 1),
                    TreeMap::new,
                    Collectors.mapping(code -> code.substring(1), Collectors.toList())));
    Stream<String> options = rests.entrySet().stream().map(e -> e.getKey() + oneOf(e.getValue()));
    return options.collect(Collectors.joining("|", "(?:", ")"));
  }

  /** A country, check digits from 02 to 98, and as much as the country has. */
  static String iban() {
    return IBAN_LENGTHS.stream()
        .map(
            line -> {
              int length = Integer.parseInt(line.substring(0, 2));
              return oneOf(line.substring(3))
                  + "(?!0[01]|99)[0-9]{2}[A-Z0-9]{"
                  + (length - 4)
                  + "}";
            })
        .collect(Collectors.joining("|", "(?:", ")"));
  }
}
