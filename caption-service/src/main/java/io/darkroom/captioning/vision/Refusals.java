package io.darkroom.captioning.vision;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises where a model excuses itself instead of describing, in the languages that models do it
 * in most. Only the beginning counts: "a sign that says sorry" is no refusal.
 */
final class Refusals {
    private static final List<Pattern> BEGINNINGS =
            List.of(
                    begins("(?:i['’]?m|i am) (?:very |so )?(?:sorry|afraid|unable|not able)"),
                    begins("(?:sorry|apologies|unfortunately)\\b[,.!]? ?(?:but )?(?:i|we|this)\\b"),
                    begins("(?:my )?apolog(?:ies|ize|ise)\\b"),
                    begins("i (?:cannot|can['’]?t|can not|won['’]?t|will not|do not|don['’]?t) "),
                    begins("as an? (?:ai|artificial|language|large)\\b"),
                    begins("(?:es )?tut mir (?:sehr |wirklich )?leid"),
                    begins("(?:leider|entschuldigung)[,.!]? .{0,40}(?:kann|darf|ist es mir)"),
                    begins("ich (?:kann|darf|werde|bin nicht) .{0,60}nicht"),
                    begins("ich bin nicht in der lage"),
                    begins("als (?:ki|sprachmodell|k[üu]nstliche)"),
                    begins("(?:je suis )?d[ée]sol[ée]e?\\b"),
                    begins("je (?:ne peux|ne suis|n['’]ai) pas"),
                    begins("en tant qu['’](?:ia|intelligence|mod[èe]le)"),
                    begins("lo siento\\b|disculpa"),
                    begins("no (?:puedo|me es posible)"),
                    begins("como (?:modelo|una? (?:ia|inteligencia))"),
                    begins("mi dispiace\\b|spiacente"),
                    begins("non (?:posso|sono in grado)"),
                    begins("(?:desculpe|lamento|sinto muito)\\b"),
                    begins("n[ãa]o (?:posso|consigo)"),
                    begins("(?:het )?spijt me|ik kan .{0,40}niet|helaas kan ik"),
                    begins("(?:przykro mi|przepraszam|nie mog[ęe])"),
                    begins("(?:beklager|jeg kan (?:ikke|desv))|(?:tyv[äa]rr|jag kan inte)"),
                    begins("(?:извините|простите|к сожалению|я не могу)"),
                    begins("(?:申し訳|すみません|ごめん)"),
                    begins("(?:抱歉|对不起|很抱歉|我无法|我不能)"),
                    begins("(?:죄송|미안)"),
                    begins("(?:عذر|آسف|لا أستطيع)"));

    private Refusals() {}

    static boolean isRefusal(String text) {
        return BEGINNINGS.stream().anyMatch(pattern -> pattern.matcher(text).lookingAt());
    }

    private static Pattern begins(String words) {
        return Pattern.compile(
                "[\\s\"'“„«*_]{0,1000}+(?:" + words + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
